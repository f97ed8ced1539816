import { type FieldProps, FieldRow } from './field.tsx';

interface SwitchFieldProps extends FieldProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
}

export function SwitchField({ checked, onChange, disabled = false, ...field }: SwitchFieldProps) {
  return (
    <FieldRow layout="end" {...field}>
      {({ id, describedBy }) => (
        <input
          id={id}
          type="checkbox"
          className="switch"
          aria-describedby={describedBy}
          checked={checked}
          disabled={disabled}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      )}
    </FieldRow>
  );
}
