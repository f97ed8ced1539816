import { t } from '@shared/i18n/index.ts';
import { Check, type LucideIcon } from 'lucide-react';
import { Toolbar } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from '../../ui/class-names.ts';
import './filter-row.css';

interface FilterRowProps extends Omit<ComponentProps<'button'>, 'children'> {
  readonly icon?: LucideIcon;
  readonly on: boolean;
  readonly count?: number | undefined;
  /** Shown instead of a plain name. */
  readonly face?: ReactNode;
  readonly name: string;
}

/** A filter row: pressing toggles it. */
export function FilterRow({ icon: Icon, on, count, face, name, className, ...rest }: FilterRowProps) {
  const Glyph = on ? Check : Icon;
  return (
    <Toolbar.Button className={classNames('filter-row', className)} aria-pressed={on} {...rest}>
      <span className="filter-glyph">
        {Glyph ? <Glyph size={14} strokeWidth={1.75} aria-hidden /> : null}
      </span>
      {face ? (
        <>
          {face}
          <span dir="auto" className="visually-hidden">
            {name}
          </span>
        </>
      ) : (
        <span dir="auto" className="filter-name">
          {name}
        </span>
      )}
      {count === undefined ? null : <span className="filter-count numerals">{t.library.count(count)}</span>}
    </Toolbar.Button>
  );
}

/** One of two modes of the rows below it. */
export function FilterMode(props: ComponentProps<'button'>) {
  return <Toolbar.Button className="filter-mode" {...props} />;
}
