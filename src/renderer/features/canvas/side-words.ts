import type { ImageRecord } from '@shared/domain/image.ts';
import { t } from '@shared/i18n/index.ts';

/**
 * Returns the labels of two compared pictures: source and result if one was made from the other, otherwise their names,
 * as for two results of one source.
 */
export function sideWords(before: ImageRecord, after: ImageRecord): readonly [string, string] {
  const { source, result } = t.canvas;
  if (isMadeFrom(after, before)) return [source, result];
  if (isMadeFrom(before, after)) return [result, source];
  return [before.name, after.name];
}

/** Whether a picture was made by an edit or a merge of another one, or belongs to the tree that it is the root of. */
function isMadeFrom(image: ImageRecord, { id }: ImageRecord): boolean {
  if (image.id === id) return false;
  return image.parentId === id || image.rootId === id || image.mergeOf?.includes(id) === true;
}
