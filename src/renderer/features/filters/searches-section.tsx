import type { SavedSearch } from '@shared/domain/facets.ts';
import { t } from '@shared/i18n/index.ts';
import { RefreshCw, Star } from 'lucide-react';
import { useLabels, useStores } from '../../stores/context.tsx';
import { MenuItem } from '../../ui/menu.tsx';
import { FilterSection } from './filter-section.tsx';
import { sameQuery } from './filters.ts';
import { LabelRow } from './label-row.tsx';
import { useQuery, useShownSearch } from './use-query.ts';

/** Saved searches and filters. */
export function SearchesSection() {
  const searches = useLabels((state) => state.searches);
  const shown = useShownSearch();
  return (
    <FilterSection section="searches" count={searches.length} on={shown !== undefined}>
      {searches.map((saved) => (
        <SearchRow key={saved.id} saved={saved} />
      ))}
      {searches.length === 0 ? <p className="filter-note">{t.filters.noSearches}</p> : null}
    </FilterSection>
  );
}

function SearchRow({ saved }: { readonly saved: SavedSearch }) {
  const { changes } = useStores();
  const { query, home, show } = useQuery();
  const { id, name } = saved;
  const on = sameQuery(saved.query, query);
  const { run } = changes.getState();
  return (
    <LabelRow
      icon={Star}
      name={name}
      nameLabel={t.filters.searchName}
      menuLabel={t.filters.searchMenu(name)}
      on={on}
      onShow={() => show(on ? home : saved.query)}
      onRename={(next) => void run({ do: 'change-search', search: id, name: next })}
      onDelete={() => void run({ do: 'delete-search', search: id })}
      more={
        on ? null : (
          <MenuItem icon={RefreshCw} onSelect={() => void run({ do: 'change-search', search: id, query })}>
            {t.filters.updateSearch}
          </MenuItem>
        )
      }
    />
  );
}
