import type { FilterSection as SectionId } from '@shared/domain/settings.ts';
import { t } from '@shared/i18n/index.ts';
import { ChevronRight } from 'lucide-react';
import { Toolbar } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import { useSettings, useStores } from '../../stores/context.tsx';
import { classNames } from '../../ui/class-names.ts';
import './filter-section.css';

interface FilterSectionProps {
  readonly section: SectionId;
  /** Number of items in it. */
  readonly count?: number | undefined;
  /** Whether it has an active filter, which is shown while it is collapsed. */
  readonly on?: boolean;
  /** A button at the end of its heading. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/**
 * A collapsible section of the filters that keeps its state. Left and right arrow also collapse and expand
 * it.
 */
export function FilterSection({ section, count, on = false, action, children }: FilterSectionProps) {
  const { settings } = useStores();
  const open = useSettings((state) => !state.settings.filtersFolded.includes(section));
  const id = useId();
  const fold = (folded: boolean) => {
    const others = settings.getState().settings.filtersFolded.filter((each) => each !== section);
    settings.getState().save({ filtersFolded: folded ? [...others, section] : others });
  };
  return (
    <section className="filter-section">
      <h3 className="filter-heading">
        <Toolbar.Button
          className="filter-fold"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={() => fold(open)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
            event.preventDefault();
            fold(event.key === 'ArrowLeft');
          }}
        >
          <ChevronRight size={14} aria-hidden className="disclosure-chevron" />
          <span className={classNames('filter-title', on && !open && 'filter-title-on')}>
            {t.filters.sections[section]}
          </span>
          {count === undefined || open ? null : (
            <span className="filter-count numerals">{t.library.count(count)}</span>
          )}
        </Toolbar.Button>
        {action}
      </h3>
      {open ? (
        <div id={id} className="filter-rows">
          {children}
        </div>
      ) : null}
    </section>
  );
}
