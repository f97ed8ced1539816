import type { Facets } from '@shared/domain/facets.ts';
import { t } from '@shared/i18n/index.ts';
import { Heart, Images, ImageUp, Trash2, WandSparkles } from 'lucide-react';
import { Toolbar } from 'radix-ui';
import { useEffect } from 'react';
import { useLabels, useStores } from '../../stores/context.tsx';
import './filters-panel.css';
import {
  countFilters,
  FilterRow,
  MonthSection,
  RatingSection,
  SearchesSection,
  toggledFilter,
  useQuery,
  ValueSections,
} from '../filters/index.ts';
import { CollectionsSection, TagsSection } from '../labels/index.ts';

/** The library's filters with counts. One tab stop; arrow keys move inside. */
export function FiltersPanel() {
  const { labels } = useStores();
  const facets = useLabels((state) => state.facets);
  useEffect(() => void labels.getState().load(), [labels]);
  if (!facets) return null;
  return (
    <Toolbar.Root className="filters" orientation="vertical" aria-label={t.filters.filters}>
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

/** All pictures, the most used filters, and the Trash. */
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
        name={t.filters.all}
        count={facets.all}
        on={isAll}
        onClick={() => show({ place: 'library', filter: {} })}
      />
      {live('import') > 0 ? (
        <FilterRow icon={ImageUp} name={t.filters.originals} {...origin('import')} />
      ) : null}
      {live('result') > 0 ? (
        <FilterRow icon={WandSparkles} name={t.filters.results} {...origin('result')} />
      ) : null}
      {facets.favorites > 0 || now.favourite ? (
        <FilterRow
          icon={Heart}
          name={t.filters.favorites}
          count={facets.favorites}
          on={now.favourite === true}
          onClick={() => filter(toggledFilter(now, 'favourite', true))}
        />
      ) : null}
      {facets.trash > 0 || inTrash ? (
        <FilterRow
          icon={Trash2}
          name={t.filters.trash}
          count={facets.trash}
          on={inTrash}
          onClick={() => show(inTrash ? home : { ...home, place: 'trash' })}
        />
      ) : null}
    </div>
  );
}
