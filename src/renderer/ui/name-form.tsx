import { type ReactNode, useState } from 'react';
import { Button } from './button.tsx';
import { FieldMessage } from './field.tsx';

interface NameFormProps {
  readonly label: string;
  readonly value: string;
  readonly action: string;
  readonly maxLength?: number;
  /** Short text under the field. */
  readonly note?: string | undefined;
  /** Another button, at the opposite end. */
  readonly other?: ReactNode;
  /** Called with a name that isn't empty. */
  readonly onName: (name: string) => void;
}

/** A form for a name in a popover. */
export function NameForm({ label, value, action, maxLength = 100, note, other, onName }: NameFormProps) {
  const [name, setName] = useState(value);
  const given = name.trim();
  return (
    <form
      className="name-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (given !== '') onName(given);
      }}
    >
      <input
        dir="auto"
        // biome-ignore lint/a11y/noAutofocus: it opens because somebody wants to write in it
        autoFocus
        type="text"
        className="input"
        aria-label={label}
        placeholder={label}
        value={name}
        maxLength={maxLength}
        spellCheck={false}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {note ? <FieldMessage id="name-form-note" note={note} /> : null}
      <div className="name-form-buttons">
        {other}
        <Button type="submit" variant="primary" disabled={given === ''}>
          {action}
        </Button>
      </div>
    </form>
  );
}
