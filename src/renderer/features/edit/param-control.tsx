import { assertNever } from '@shared/assert-never.ts';
import type { EngineId, ParamSpec } from '@shared/domain/model.ts';
import { useEdit, useStores } from '../../stores/context.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { SelectField } from '../../ui/select.tsx';
import { SwitchField } from '../../ui/switch.tsx';
import { paramNote } from './param-note.ts';

/** The control of one row of the model's parameter table. */
export function ParamControl({ spec, engine }: { readonly spec: ParamSpec; readonly engine: EngineId }) {
  const { edit } = useStores();
  const value = useEdit((state) => state.values[spec.key]);
  const error = useEdit((state) => state.errors[spec.key]);
  const note = useEdit((state) => paramNote(spec, engine, state.values));
  const change = (next: number | string | boolean | null) => edit.getState().paramChanged(spec.key, next);
  const words = { label: spec.label, help: spec.help, error, note };
  switch (spec.kind) {
    case 'number':
      return (
        <NumberField
          {...words}
          field={spec.key}
          value={typeof value === 'number' ? value : null}
          range={spec}
          slider
          defaultValue={spec.default}
          onChange={change}
          onLeave={() => edit.getState().fieldLeft(spec.key)}
          onReset={() => edit.getState().paramReset(spec.key)}
        />
      );
    case 'choice':
      return (
        <SelectField
          {...words}
          field={spec.key}
          value={typeof value === 'string' ? value : spec.default}
          choices={spec.choices}
          onChange={change}
          onReset={() => edit.getState().paramReset(spec.key)}
        />
      );
    case 'switch':
      return <SwitchField {...words} checked={value === true} onChange={change} />;
    default:
      return assertNever(spec);
  }
}
