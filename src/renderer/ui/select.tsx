import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import { type FieldProps, FieldRow } from './field.tsx';

export interface SelectOption<V extends string = string> {
  readonly value: V;
  readonly label: string;
  /** Heading above it. Choices of the same heading follow one another. */
  readonly group?: string;
}

interface SelectProps<V extends string> extends Omit<ComponentProps<'select'>, 'value' | 'onChange'> {
  readonly value: V;
  readonly choices: readonly SelectOption<V>[];
  readonly onChange: (value: V) => void;
}

/** The system's native select: accessible, without custom drawing. */
export function Select<V extends string>({ value, choices, onChange, className, ...rest }: SelectProps<V>) {
  return (
    <span className="select">
      <select
        className={classNames('input', className)}
        value={value}
        onChange={(event) => {
          const chosen = choices.find((choice) => choice.value === event.currentTarget.value);
          if (chosen) onChange(chosen.value);
        }}
        {...rest}
      >
        {groupsOf(choices).map(({ group, members }) =>
          group === undefined ? (
            members.map(optionOf)
          ) : (
            <optgroup key={group} label={group}>
              {members.map(optionOf)}
            </optgroup>
          ),
        )}
      </select>
      <ChevronDown size={14} aria-hidden />
    </span>
  );
}

const optionOf = ({ value, label }: SelectOption) => (
  <option key={value} value={value}>
    {label}
  </option>
);

function groupsOf(choices: readonly SelectOption[]) {
  const groups: { readonly group: string | undefined; readonly members: SelectOption[] }[] = [];
  for (const choice of choices) {
    const last = groups.at(-1);
    if (last && last.group === choice.group) last.members.push(choice);
    else groups.push({ group: choice.group, members: [choice] });
  }
  return groups;
}

interface SelectFieldProps<V extends string> extends FieldProps {
  readonly value: V;
  readonly choices: readonly SelectOption<V>[];
  readonly onChange: (value: V) => void;
  /** Marks the control so that a form can focus it. */
  readonly field?: string;
}

export function SelectField<V extends string>(props: SelectFieldProps<V>) {
  const { value, choices, onChange, field, ...words } = props;
  return (
    <FieldRow {...words}>
      {({ id, describedBy }) => (
        <Select
          id={id}
          aria-describedby={describedBy}
          data-field={field}
          aria-invalid={words.error ? true : undefined}
          value={value}
          choices={choices}
          onChange={onChange}
        />
      )}
    </FieldRow>
  );
}
