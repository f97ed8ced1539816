import { RotateCcw, TriangleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import './field.css';
import { Tooltip } from './tooltip.tsx';

export interface FieldIds {
  /** Id of the control. */
  readonly id: string;
  /** For the control's `aria-describedby`. */
  readonly describedBy: string | undefined;
}

export interface Reset {
  /** The button's name, such as "Reset Steps". */
  readonly label: string;
  /** Description of the default value. */
  readonly hint: string;
  readonly changed: boolean;
  readonly onReset: () => void;
}

export interface FieldProps {
  readonly label: string;
  /** Description of the setting: a tooltip, also read with the control. */
  readonly help?: string | undefined;
  /** Error text. */
  readonly error?: string | undefined;
  /** Note about the current value. */
  readonly note?: string | undefined;
  /** The note is a warning. */
  readonly warns?: boolean | undefined;
  /** Resets to the default, by a double click on the label and, while `changed`, by a button. */
  readonly reset?: Reset | undefined;
  /** The control under its label, or at the end of the row. */
  readonly layout?: 'stacked' | 'end' | undefined;
}

interface FieldRowProps extends FieldProps {
  readonly labelProps?: React.ComponentProps<'label'>;
  readonly children: (ids: FieldIds) => ReactNode;
}

/** A label, its control, and its messages. */
export function FieldRow(props: FieldRowProps) {
  const { label, help, error, note, warns, reset, layout, labelProps, children } = props;
  const id = useId();
  const described = [help && `${id}-help`, (error || note) && `${id}-message`].filter(Boolean).join(' ');
  const labeled = (
    <label className="field-label" onDoubleClick={reset?.onReset} {...labelProps} htmlFor={id}>
      {label}
    </label>
  );
  return (
    <div className={classNames('field', layout && `field-${layout}`)}>
      {help ? (
        <Tooltip content={help} side="left">
          {labeled}
        </Tooltip>
      ) : (
        labeled
      )}
      <div className="field-control">
        {reset?.changed ? (
          <IconButton icon={RotateCcw} small label={reset.label} hint={reset.hint} onClick={reset.onReset} />
        ) : null}
        {children({ id, describedBy: described || undefined })}
      </div>
      {help ? (
        <span id={`${id}-help`} className="visually-hidden">
          {help}
        </span>
      ) : null}
      {/* Always rendered, so that a new note is announced. */}
      <div className="field-note" aria-live="polite">
        {error || note ? <FieldMessage id={`${id}-message`} error={error} note={note} warns={warns} /> : null}
      </div>
    </div>
  );
}

interface FieldMessageProps {
  readonly id: string;
  readonly error?: string | undefined;
  readonly note?: string | undefined;
  readonly warns?: boolean | undefined;
}

/** The message under a field. */
export function FieldMessage({ id, error, note, warns = false }: FieldMessageProps) {
  return error ? (
    <p id={id} className="field-message field-message-bad" role="alert">
      <TriangleAlert size={14} aria-hidden />
      {error}
    </p>
  ) : (
    <p id={id} className={classNames('field-message', warns && 'field-message-warn')}>
      {warns ? <TriangleAlert size={14} aria-hidden /> : null}
      {note}
    </p>
  );
}
