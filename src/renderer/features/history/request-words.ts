import { assertNever } from '@shared/assert-never.ts';
import type { EditRequest } from '@shared/domain/edit.ts';
import { modelById, type ParamSpec, type ParamValue } from '@shared/domain/model.ts';
import { t } from '@shared/words/index.ts';
import { choiceLabel, paramLabel } from '@shared/words/model-words.ts';

export function valueText(spec: ParamSpec, value: ParamValue | undefined): string {
  if (value === undefined) return t.history.notSent;
  switch (spec.kind) {
    case 'number':
      return String(value);
    case 'choice':
      return choiceLabel(String(value));
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
    label: paramLabel(spec.key),
    value: valueText(spec, request.params[spec.key]),
  }));
  const unknown = Object.entries(request.params)
    .filter(([key]) => !specs.some((spec) => spec.key === key))
    .map(([key, value]) => ({ label: key, value: String(value) }));
  return [...known, ...unknown];
}
