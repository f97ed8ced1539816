import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import './panel.css';

interface PanelProps {
  /** The landmark's name. */
  readonly name: string;
  /** The heading, if it differs from the name. */
  readonly heading?: ReactNode;
  readonly count?: ReactNode;
  /** Buttons at the right end of the header. */
  readonly actions?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

/** One region of the window with its heading. */
export function Panel({ name, heading, count = null, actions, className, children }: PanelProps) {
  return (
    <section className={classNames('panel', className)} aria-label={name}>
      <header className="panel-header">
        <h2 className="panel-title">
          {heading ?? name}
          {count === null ? null : <span className="panel-count">{count}</span>}
        </h2>
        {actions}
      </header>
      {children}
    </section>
  );
}
