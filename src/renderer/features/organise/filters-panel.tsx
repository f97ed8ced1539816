import type { Facets } from '@shared/domain/facets.ts';
import { t } from '@shared/i18n/index.ts';
import { Heart, Images, ImageUp, Trash2, WandSparkles } from 'lucide-react';
import { Toolbar } from 'radix-ui';
import { useEffect } from 'react';
import { useOrganise, useStores } from '../../stores/context.tsx';
import { CollectionsSection } from './collections-section.tsx';
import { FilterRow } from './filter-row.tsx';
import { countFilters, toggledFilter } from './filters.ts';
import { MonthSection } from './month-section.tsx';
import { SearchesSection } from './searches-section.tsx';
import { TagsSection } from './tags-section.tsx';
import { useQuery } from './use-query.ts';
import { RatingSection, ValueSections } from './value-sections.tsx';
import './filters-panel.css';

/** What the library can be narrowed down to, with counts. One stop for Tab; the arrows walk through it. */
export function FiltersPanel() {
  const { organise } = useStores();
  const facets = useOrganise((state) => state.facets);
  useEffect(() => void organise.getState().load(), [organise]);
  if (!facets) return null;
  return (
    <Toolbar.Root className="filters" orientation="vertical" aria-label={t.organise.filters}>
      <Places facets={facets} />
      <CollectionsSection />
      <SearchesSection />
      <RatingSection facets={facets} />
      <TagsSection />
      <MonthSection facets={facets} />
      <ValueSections facets={facets} />
    </Toolbar.Root>
  );
}

/** All pictures, the few kinds that are always at hand, and what was removed. */
function Places({ facets }: { readonly facets: Facets }) {
  const { query, home, show, filter } = useQuery();
  const inTrash = query.place === 'trash';
  const now = query.filter;
  const isAll = !inTrash && now.collection === undefined && countFilters(now) === 0;
  const live = (origin: 'import' | 'result') =>
    facets.origin.find(({ value }) => value === origin)?.live ?? 0;
  const origin = (value: 'import' | 'result') => ({
    on: now.origin === value,
    count: live(value),
    onClick: () => filter(toggledFilter(now, 'origin', value)),
  });
  return (
    <div className="filter-rows">
      <FilterRow
        icon={Images}
        name={t.organise.all}
        count={facets.all}
        on={isAll}
        onClick={() => show({ place: 'library', filter: {} })}
      />
      {live('import') > 0 ? (
        <FilterRow icon={ImageUp} name={t.organise.originals} {...origin('import')} />
      ) : null}
      {live('result') > 0 ? (
        <FilterRow icon={WandSparkles} name={t.organise.results} {...origin('result')} />
      ) : null}
      {facets.favourites > 0 || now.favourite ? (
        <FilterRow
          icon={Heart}
          name={t.organise.favourites}
          count={facets.favourites}
          on={now.favourite === true}
          onClick={() => filter(toggledFilter(now, 'favourite', true))}
        />
      ) : null}
      {facets.trash > 0 || inTrash ? (
        <FilterRow
          icon={Trash2}
          name={t.organise.trash}
          count={facets.trash}
          on={inTrash}
          onClick={() => show(inTrash ? home : { ...home, place: 'trash' })}
        />
      ) : null}
    </div>
  );
}
