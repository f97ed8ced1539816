import { useId, useRef } from 'react';
import { useFocusOnMount } from './use-focus-on-mount.ts';

interface PresetNameFieldProps {
  readonly label: string;
  readonly name: string;
  readonly invalid: boolean;
  readonly onName: (name: string) => void;
}

/** How a preset is called; the old name is selected, to be written over. */
export function PresetNameField({ label, name, invalid, onName }: PresetNameFieldProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useFocusOnMount(field);
  return (
    <>
      <label className="preset-label" htmlFor={id}>
        {label}
      </label>
      <input
        dir="auto"
        ref={field}
        id={id}
        className="input"
        maxLength={100}
        value={name}
        aria-invalid={invalid}
        onChange={(event) => onName(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
      />
    </>
  );
}
