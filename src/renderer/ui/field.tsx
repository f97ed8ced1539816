import { TriangleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';
import './field.css';
import { Tooltip } from './tooltip.tsx';

export interface FieldIds {
  /** Of the control. */
  readonly id: string;
  /** For the control's `aria-describedby`. */
  readonly describedBy: string | undefined;
}

export interface FieldProps {
  readonly label: string;
  /** What the setting does; a tooltip, and read out with the control. */
  readonly help?: string | undefined;
  /** What is wrong, in words. */
  readonly error?: string | undefined;
  /** What the person should know about the present value. */
  readonly note?: string | undefined;
  /** The control under its label, or as wide as it is at the row's end. */
  readonly layout?: 'stacked' | 'end' | undefined;
}

interface FieldRowProps extends FieldProps {
  readonly labelProps?: React.ComponentProps<'label'>;
  readonly children: (ids: FieldIds) => ReactNode;
}

/** A label, its control, and what there is to say about it. */
export function FieldRow({ label, help, error, note, layout, labelProps, children }: FieldRowProps) {
  const id = useId();
  const described = [help && `${id}-help`, (error || note) && `${id}-message`].filter(Boolean).join(' ');
  const labelled = (
    <label className="field-label" {...labelProps} htmlFor={id}>
      {label}
    </label>
  );
  return (
    <div className={classNames('field', layout && `field-${layout}`)}>
      {help ? (
        <Tooltip content={help} side="left">
          {labelled}
        </Tooltip>
      ) : (
        labelled
      )}
      <div className="field-control">{children({ id, describedBy: described || undefined })}</div>
      {help ? (
        <span id={`${id}-help`} className="visually-hidden">
          {help}
        </span>
      ) : null}
      {error || note ? <FieldMessage id={`${id}-message`} error={error} note={note} /> : null}
    </div>
  );
}

interface FieldMessageProps {
  readonly id: string;
  readonly error?: string | undefined;
  readonly note?: string | undefined;
}

/** The words under a field. */
export function FieldMessage({ id, error, note }: FieldMessageProps) {
  return error ? (
    <p id={id} className="field-message field-message-bad" role="alert">
      <TriangleAlert size={14} aria-hidden />
      {error}
    </p>
  ) : (
    <p id={id} className="field-message">
      {note}
    </p>
  );
}
