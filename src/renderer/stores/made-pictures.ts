import type { EditEntry, ResultRecord } from '@shared/domain/edit.ts';
import type { LibraryImage } from '@shared/domain/library-query.ts';

/** Something with results, reduced to their pictures. */
export interface Maker {
  readonly results: readonly {
    readonly image: LibraryImage;
    readonly finished: readonly { readonly image: LibraryImage }[];
  }[];
}

/** All pictures of an edit: raw results and finished ones. */
export function picturesMade({ results }: Maker): readonly LibraryImage[] {
  // Called for all edits of trees with thousands of them.
  const pictures: LibraryImage[] = [];
  for (const { image, finished } of results) {
    pictures.push(image);
    for (const each of finished) pictures.push(each.image);
  }
  return pictures;
}

/** Whether an edit made a picture, raw or finished. */
export function isMadeBy(entry: Maker, imageId: number | null): boolean {
  return picturesMade(entry).some(({ id }) => id === imageId);
}

/** The newest raw result of an edit. A retry may have added one. */
export function newestResult({ results }: Pick<EditEntry, 'results'>): ResultRecord | null {
  return results.reduce<ResultRecord | null>(
    (newest, result) => (newest && newest.image.id > result.image.id ? newest : result),
    null,
  );
}

/**
 * The picture that represents an edit: the newest finished one that was not removed, otherwise the raw
 * result.
 */
export function faceOf(entry: Pick<EditEntry, 'results'>): LibraryImage | null {
  const newest = newestResult(entry);
  const finished = newest?.finished.find(({ image }) => image.deletedAt === null);
  return finished?.image ?? newest?.image ?? null;
}
