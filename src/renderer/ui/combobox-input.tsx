import type { KeyboardEvent } from 'react';
import type { useOptions } from './use-options.ts';

interface ComboboxInputProps {
  readonly label: string;
  readonly placeholder: string;
  readonly className: string;
  readonly text: string;
  readonly options: Pick<ReturnType<typeof useOptions>, 'field' | 'keyDown'>;
  readonly onText: (text: string) => void;
  /** Keys not used by the options. */
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
}

/** The field of `useOptions` for searching or naming. It is focused immediately. */
export function ComboboxInput(props: ComboboxInputProps) {
  const { label, placeholder, className, text, options, onText, onKeyDown } = props;
  return (
    <input
      dir="auto"
      // biome-ignore lint/a11y/noAutofocus: it opens because somebody wants to write in it
      autoFocus
      type="text"
      role="combobox"
      aria-expanded={options.field['aria-controls'] !== undefined}
      className={className}
      aria-label={label}
      placeholder={placeholder}
      maxLength={100}
      value={text}
      spellCheck={false}
      onChange={(event) => onText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (!options.keyDown(event)) onKeyDown?.(event);
      }}
      {...options.field}
    />
  );
}
