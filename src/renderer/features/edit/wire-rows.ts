import type { Model } from '@shared/domain/model.ts';
import { t } from '@shared/i18n/index.ts';
import type { EditState } from './edit-store.ts';

/** Returns the fields of the request by wire name, in order. */
export function wireRows(
  model: Model,
  { prompt, values, seed }: Pick<EditState, 'prompt' | 'values' | 'seed'>,
  asynchronous: boolean,
): readonly { readonly name: string; readonly value: string }[] {
  return [
    ...(model.apiType === undefined ? [] : [{ name: 'type', value: model.apiType }]),
    { name: 'model', value: model.apiModel },
    ...(asynchronous ? [{ name: 'async', value: 'true' }] : []),
    { name: model.pictures.source, value: t.edit.sent.picturePlace },
    ...(model.prompt === null ? [] : [{ name: model.prompt, value: prompt.trim() || t.edit.sent.noPrompt }]),
    ...model.params.map((spec) => ({
      name: spec.wire,
      value: String(values[spec.key] ?? t.edit.sent.noNumber),
    })),
    ...(model.seed === null
      ? []
      : [{ name: model.seed, value: seed === null ? t.edit.sent.noNumber : String(seed) }]),
  ];
}
