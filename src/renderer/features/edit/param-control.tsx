import { assertNever } from '@shared/assert-never.ts';
import { chosenModel } from '@shared/domain/engine-catalog.ts';
import type { ParamSpec } from '@shared/domain/model.ts';
import { explain } from '@shared/i18n/error-message.ts';
import { t } from '@shared/i18n/index.ts';
import { choiceLabel, paramHelp, specLabel } from '@shared/i18n/model-text.ts';
import { paramValueText } from '../../format/param-value.ts';
import { useEdit, useStores } from '../../stores/context.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { SelectField } from '../../ui/select.tsx';
import { SwitchField } from '../../ui/switch.tsx';
import { paramNote } from './param-note.ts';
import { useNoteContext } from './use-note-context.ts';

/** The control of one row in the model's parameter table. */
export function ParamControl({ spec }: { readonly spec: ParamSpec }) {
  const { edit } = useStores();
  const model = useEdit(chosenModel);
  const value = useEdit((state) => state.values[spec.key]);
  const error = useEdit((state) => state.errors[spec.key]);
  const note = paramNote(spec, useNoteContext());
  const change = (next: number | string | boolean | null) => edit.getState().setParam(spec.key, next);
  const reset = {
    label: t.edit.settings.reset(specLabel(spec)),
    hint: t.common.backTo(paramValueText(spec, spec.default)),
    changed: value !== spec.default,
    onReset: () => edit.getState().resetParam(spec.key),
  };
  const words = {
    label: specLabel(spec),
    help: paramHelp(model, spec.key),
    error: error && explain(error),
    note: note?.text,
    warns: note?.warns,
    reset,
  };
  switch (spec.kind) {
    case 'number':
      return (
        <NumberField
          {...words}
          field={spec.key}
          value={typeof value === 'number' ? value : null}
          range={spec}
          slider
          onChange={change}
          onLeave={() => edit.getState().touchField(spec.key)}
        />
      );
    case 'choice':
      return (
        <SelectField
          {...words}
          field={spec.key}
          value={typeof value === 'string' ? value : spec.default}
          choices={spec.choices.map((choice) => ({ value: choice, label: choiceLabel(choice) }))}
          onChange={change}
        />
      );
    case 'switch':
      return <SwitchField {...words} checked={value === true} onChange={change} />;
    default:
      return assertNever(spec);
  }
}
