import type { Facets } from '@shared/domain/facets.ts';
import { t } from '@shared/i18n/index.ts';
import { engineName, modelLabel } from '@shared/i18n/model-text.ts';
import { useSettings, useStores } from '../../stores/context.tsx';
import { Stars } from '../../ui/stars.tsx';
import { FilterMode, FilterRow } from './filter-row.tsx';
import { FilterSection } from './filter-section.tsx';
import { ratingWords, toggledFilter } from './filters.ts';
import { useQuery } from './use-query.ts';

interface FacetsProps {
  readonly facets: Facets;
}

const VALUE_FACETS = ['verdict', 'work', 'engine', 'model'] as const;
type ValueFacet = (typeof VALUE_FACETS)[number];

/** Facets with named values. One that doesn't distinguish pictures is hidden. */
export function ValueSections({ facets }: FacetsProps) {
  return VALUE_FACETS.map((facet) => <ValueSection key={facet} facet={facet} facets={facets} />);
}

function ValueSection({ facet, facets }: FacetsProps & { readonly facet: ValueFacet }) {
  const { query, filter } = useQuery();
  const now = query.filter;
  const values = facets[facet];
  // A single engine or model covers all results, which already have a row.
  const fewest = facet === 'engine' || facet === 'model' ? 2 : 1;
  if (values.length < fewest && now[facet] === undefined) return null;
  return (
    <FilterSection section={facet} on={now[facet] !== undefined}>
      {values.map(({ value, live }) => (
        <FilterRow
          key={value}
          name={valueWords(facet, value)}
          count={live}
          on={now[facet] === value}
          onClick={() => filter(toggledFilter(now, facet, value as never))}
        />
      ))}
    </FilterSection>
  );
}

function valueWords(facet: ValueFacet, value: string): string {
  // Engines and models that are gone keep the name that the library has.
  if (facet === 'engine') return engineName(value);
  if (facet === 'model') return modelLabel(value);
  const words: Readonly<Record<string, string>> = facet === 'verdict' ? t.filters.verdicts : t.filters.works;
  return words[value] ?? value;
}

const RATINGS = [5, 4, 3, 2, 1] as const;

/** Stars: at least or exactly a number. */
export function RatingSection({ facets }: FacetsProps) {
  const { settings } = useStores();
  const exact = useSettings((state) => state.settings.ratingExact);
  const { query, filter } = useQuery();
  const now = query.filter;
  const live = (from: number, to: number) =>
    facets.rating.reduce((sum, each) => (each.value >= from && each.value <= to ? sum + each.live : sum), 0);
  const rated = live(1, 5);
  if (rated === 0 && now.rating === undefined) return null;
  const row = (from: number, to: number) => ({
    count: live(from, to),
    on: now.rating?.[0] === from && now.rating[1] === to,
    name: ratingWords([from, to]),
    onClick: () => filter(toggledFilter(now, 'rating', [from, to])),
  });
  const mode = (isExact: boolean) => ({
    'aria-pressed': exact === isExact,
    onClick: () => {
      settings.getState().save({ ratingExact: isExact });
      const from = now.rating?.[0];
      if (from) filter({ ...now, rating: [from, isExact ? from : 5] });
    },
  });
  return (
    <FilterSection section="rating" on={now.rating !== undefined}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
      <div className="filter-modes" role="group" aria-label={t.filters.ratingMatch}>
        <FilterMode {...mode(false)}>{t.filters.atLeast}</FilterMode>
        <FilterMode {...mode(true)}>{t.filters.exactly}</FilterMode>
      </div>
      {RATINGS.map((rating) => {
        const line = row(rating, exact ? rating : 5);
        return line.count === 0 && !line.on ? null : (
          <FilterRow key={rating} face={<Stars value={rating} className="filter-name" />} {...line} />
        );
      })}
      {live(0, 0) > 0 ? <FilterRow {...row(0, 0)} /> : null}
    </FilterSection>
  );
}
