import type { EditRequest } from '@shared/domain/edit.ts';
import { modelById } from '@shared/domain/model.ts';
import { t } from '@shared/i18n/index.ts';
import { paramLabel } from '@shared/i18n/model-text.ts';
import { paramValueText } from '../../format/param-value.ts';

/** All parameters of a request with labels, in the order of the form, including those unknown to this version. */
export function requestRows(
  request: EditRequest,
): readonly { readonly label: string; readonly value: string }[] {
  const { params: specs } = modelById(request.model);
  const known = specs.map((spec) => {
    const value = request.params[spec.key];
    const text = value === undefined ? t.history.notSent : paramValueText(spec, value);
    return { label: paramLabel(spec.key), value: text };
  });
  const unknown = Object.entries(request.params)
    .filter(([key]) => !specs.some((spec) => spec.key === key))
    .map(([key, value]) => ({ label: key, value: String(value) }));
  return [...known, ...unknown];
}
