import type { Model } from '@shared/domain/model.ts';
import { t } from '@shared/i18n/index.ts';
import type { EditState } from './edit-store.ts';

/** Whether the request of a model has the address of an uploaded picture, not the picture itself. */
export function isUploadedFirst({ apiType }: Model): boolean {
  return apiType !== undefined;
}

/** Fields with pictures. A field of the source's name with brackets is a list that starts with the source. */
function pictureRows(model: Model, references: number) {
  const { source, reference } = model.pictures;
  const place = isUploadedFirst(model) ? t.edit.sent.picturePlace : t.edit.sent.picture;
  if (references === 0 || reference === undefined) return [{ name: source, value: place }];
  if (reference === `${source}[]`)
    return [{ name: reference, value: t.references.sentAfter(place, references) }];
  return [
    { name: source, value: place },
    { name: reference, value: t.references.sentCount(references) },
  ];
}

/** Returns the fields of the request by wire name, in order. */
export function wireRows(
  model: Model,
  {
    prompt,
    values,
    seed,
    references = 0,
  }: Pick<EditState, 'prompt' | 'values' | 'seed'> & { readonly references?: number },
  asynchronous: boolean,
): readonly { readonly name: string; readonly value: string }[] {
  return [
    ...(model.apiType === undefined ? [] : [{ name: 'type', value: model.apiType }]),
    { name: 'model', value: model.apiModel },
    ...(asynchronous ? [{ name: 'async', value: 'true' }] : []),
    ...pictureRows(model, references),
    ...(model.needsMask && model.pictures.mask !== undefined
      ? [{ name: model.pictures.mask, value: t.edit.sent.maskPlace }]
      : []),
    ...(model.prompt === null ? [] : [{ name: model.prompt, value: prompt.trim() || t.edit.sent.noPrompt }]),
    ...model.params.map((spec) => ({
      name: spec.wire,
      value: String(values[spec.key] ?? t.edit.sent.noNumber),
    })),
    ...Object.entries(model.fixed ?? {}).map(([name, value]) => ({ name, value: String(value) })),
    ...(model.seed === null
      ? []
      : [{ name: model.seed, value: seed === null ? t.edit.sent.noNumber : String(seed) }]),
  ];
}
