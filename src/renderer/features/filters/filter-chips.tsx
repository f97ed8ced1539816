import { t } from '@shared/i18n/index.ts';
import { X } from 'lucide-react';
import { useLabels } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { activeFilters } from './filters.ts';
import { useQuery } from './use-query.ts';
import './filter-chips.css';

/** The active filters, each removable. */
export function FilterChips() {
  const { query, filter } = useQuery();
  const tagNames = useLabels((state) => state.tagNames);
  const active = activeFilters(query.filter, tagNames);
  if (active.length === 0) return null;
  const { collection } = query.filter;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div className="filter-chips" role="group" aria-label={t.filters.activeFilters}>
      {active.map((part) => (
        <button
          key={part.key}
          type="button"
          className="filter-chip"
          title={t.filters.removeFilter(part.label)}
          onClick={() => filter(part.without)}
        >
          <span className="filter-chip-words" aria-hidden>
            {part.label}
          </span>
          <X size={12} aria-hidden />
          <span className="visually-hidden">{t.filters.removeFilter(part.label)}</span>
        </button>
      ))}
      <Button
        small
        variant="ghost"
        className="filter-chips-end"
        onClick={() => filter(collection === undefined ? {} : { collection })}
      >
        {t.filters.clear}
      </Button>
    </div>
  );
}
