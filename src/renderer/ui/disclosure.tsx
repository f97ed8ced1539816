import { ChevronRight } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import './disclosure.css';

interface DisclosureProps {
  readonly label: string;
  /** Short text at the end of the line. */
  readonly hint?: ReactNode;
  readonly open: boolean;
  readonly onToggle: (open: boolean) => void;
  readonly children: ReactNode;
}

/** A heading that expands the content below it. */
export function Disclosure({ label, hint, open, onToggle, children }: DisclosureProps) {
  const id = useId();
  return (
    <div className="disclosure">
      <button
        type="button"
        className="disclosure-toggle"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => onToggle(!open)}
      >
        <ChevronRight size={14} aria-hidden className="disclosure-chevron" />
        {label}
        {hint ? <span className="meta">{hint}</span> : null}
      </button>
      {open ? <div id={id}>{children}</div> : null}
    </div>
  );
}
