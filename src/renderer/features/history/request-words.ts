import { assertNever } from '@shared/assert-never.ts';
import type { EditRequest } from '@shared/domain/edit.ts';
import { modelById, type ParamSpec, type ParamValue } from '@shared/domain/model.ts';
import { t } from '@shared/words/index.ts';

export function valueText(spec: ParamSpec, value: ParamValue | undefined): string {
  if (value === undefined) return t.history.notSent;
  switch (spec.kind) {
    case 'number':
      return String(value);
    case 'choice':
      return spec.choices.find((choice) => choice.value === value)?.label ?? String(value);
    case 'switch':
      return value ? t.history.on : t.history.off;
    default:
      return assertNever(spec);
  }
}

/** Every parameter of a request under its label, in the order of the form; also those this version does not know. */
export function requestRows(
  request: EditRequest,
): readonly { readonly label: string; readonly value: string }[] {
  const { params: specs } = modelById(request.model);
  const known = specs.map((spec) => ({
    label: spec.label,
    value: valueText(spec, request.params[spec.key]),
  }));
  const unknown = Object.entries(request.params)
    .filter(([key]) => !specs.some((spec) => spec.key === key))
    .map(([key, value]) => ({ label: key, value: String(value) }));
  return [...known, ...unknown];
}
