import './field.css';
import { useInPlace } from './use-in-place.ts';

interface NameFieldProps {
  readonly label: string;
  readonly value?: string;
  readonly placeholder?: string;
  /** Called with a name that is neither empty nor unchanged. */
  readonly onName: (name: string) => void;
  /** Called at the end, with or without a new name. */
  readonly onClose: () => void;
}

/** Inline renaming: Enter or a click elsewhere accepts, Escape cancels. */
export function NameField({ label, value = '', placeholder, onName, onClose }: NameFieldProps) {
  const { text, setText, close, field } = useInPlace<HTMLInputElement>(value, {
    onKeep: (written) => {
      const given = written.trim();
      if (given !== '' && given !== value) onName(given);
    },
    onClose,
  });
  return (
    <input
      dir="auto"
      ref={field}
      // biome-ignore lint/a11y/noAutofocus: it opens because somebody wants to write in it
      autoFocus
      type="text"
      className="input name-field"
      aria-label={label}
      placeholder={placeholder}
      value={text}
      maxLength={100}
      spellCheck={false}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => close(true)}
      onKeyDown={(event) => {
        // Shortcuts of the surroundings are disabled while typing.
        event.stopPropagation();
        if (event.key === 'Enter') close(true);
        else if (event.key === 'Escape') close(false);
        else return;
        event.preventDefault();
      }}
    />
  );
}
