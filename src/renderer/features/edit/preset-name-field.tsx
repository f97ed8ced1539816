import { useId, useRef } from 'react';
import { useFocusOnMount } from './use-focus-on-mount.ts';

interface PresetNameFieldProps {
  readonly label: string;
  readonly name: string;
  readonly invalid: boolean;
  readonly onName: (name: string) => void;
}

/** The name of a preset. The old name is selected, so that typing replaces it. */
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
