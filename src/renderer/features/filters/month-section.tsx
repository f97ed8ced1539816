import type { Facets } from '@shared/domain/facets.ts';
import { t } from '@shared/i18n/index.ts';
import { ChevronRight } from 'lucide-react';
import { Toolbar } from 'radix-ui';
import { useState } from 'react';
import { FilterSection } from './filter-section.tsx';
import { monthWords, toggledFilter } from './filters.ts';
import { useQuery } from './use-query.ts';
import './filter-row.css';
import './month-section.css';

interface Year {
  readonly year: string;
  readonly live: number;
  readonly months: Facets['month'];
}

/** Years, and the months of expanded years. */
export function MonthSection({ facets }: { readonly facets: Facets }) {
  const { query } = useQuery();
  const { month } = query.filter;
  const years = yearsOf(facets.month);
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(() => new Set());
  if (years.length === 0) return null;
  const isOpen = (year: string) =>
    unfolded.has(year) !== (year === years[0]?.year || month?.startsWith(year));
  const toggle = (year: string) => {
    const next = new Set(unfolded);
    if (!next.delete(year)) next.add(year);
    setUnfolded(next);
  };
  return (
    <FilterSection section="month" on={month !== undefined}>
      {years.map(({ year, live, months }) => (
        <div key={year}>
          <Toolbar.Button
            className="filter-row"
            aria-expanded={isOpen(year)}
            onClick={() => toggle(year)}
            onKeyDown={(event) => {
              if (event.key !== (isOpen(year) ? 'ArrowLeft' : 'ArrowRight')) return;
              event.preventDefault();
              toggle(year);
            }}
          >
            <span className="filter-glyph">
              <ChevronRight size={14} aria-hidden className="disclosure-chevron" />
            </span>
            <span className="filter-name numerals">{year}</span>
            <span className="filter-count numerals">{t.library.count(live)}</span>
          </Toolbar.Button>
          {isOpen(year) ? <Months months={months} /> : null}
        </div>
      ))}
    </FilterSection>
  );
}

function Months({ months }: { readonly months: Facets['month'] }) {
  const { query, filter } = useQuery();
  return (
    <div className="filter-months">
      {months.map(({ value, live }) => (
        <Toolbar.Button
          key={value}
          className="filter-month"
          aria-pressed={query.filter.month === value}
          aria-label={`${monthWords(value)}, ${t.common.pictures(live)}`}
          onClick={() => filter(toggledFilter(query.filter, 'month', value))}
        >
          <span>{monthWords(value, false)}</span>
          <span className="filter-count numerals">{t.library.count(live)}</span>
        </Toolbar.Button>
      ))}
    </div>
  );
}

/** Newest first, like the months. */
function yearsOf(months: Facets['month']): Year[] {
  const years = new Map<string, Year>();
  for (const month of months) {
    const year = month.value.slice(0, 4);
    const known = years.get(year) ?? { year, live: 0, months: [] };
    years.set(year, { year, live: known.live + month.live, months: [...known.months, month] });
  }
  return [...years.values()];
}
