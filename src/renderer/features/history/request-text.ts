import type { EditRequest } from '@shared/domain/edit.ts';
import { findModel } from '@shared/domain/engine-catalog.ts';
import { t } from '@shared/i18n/index.ts';
import { paramLabel, specLabel } from '@shared/i18n/model-text.ts';
import { paramValueText } from '../../format/param-value.ts';

/** All parameters of a request with labels, in the order of the form, including those unknown to this version. */
export function requestRows(
  request: EditRequest,
): readonly { readonly label: string; readonly value: string }[] {
  const specs = findModel(request.engine, request.model)?.params ?? [];
  const known = specs.map((spec) => {
    const value = request.params[spec.key];
    const text = value === undefined ? t.history.notSent : paramValueText(spec, value);
    return { label: specLabel(spec), value: text };
  });
  const unknown = Object.entries(request.params)
    .filter(([key]) => !specs.some((spec) => spec.key === key))
    .map(([key, value]) => ({ label: paramLabel(key), value: String(value) }));
  return [...known, ...unknown];
}
