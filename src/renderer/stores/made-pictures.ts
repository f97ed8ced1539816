import type { EditEntry, ResultRecord } from '@shared/domain/edit.ts';
import type { LibraryImage } from '@shared/domain/library-query.ts';

/** Every picture of an edit: each raw result and what was made of it here. */
export function picturesMade({ results }: Pick<EditEntry, 'results'>): readonly LibraryImage[] {
  // Trees of thousands of edits ask for all of them.
  const pictures: LibraryImage[] = [];
  for (const { image, finished } of results) {
    pictures.push(image);
    for (const each of finished) pictures.push(each.image);
  }
  return pictures;
}

/** Whether an edit made a picture, as it came or finished. */
export function isMadeBy(entry: Pick<EditEntry, 'results'>, imageId: number | null): boolean {
  return picturesMade(entry).some(({ id }) => id === imageId);
}

/** The newest raw result of an edit; a retry may have made another. */
export function newestResult({ results }: Pick<EditEntry, 'results'>): ResultRecord | null {
  return results.reduce<ResultRecord | null>(
    (newest, result) => (newest && newest.image.id > result.image.id ? newest : result),
    null,
  );
}

/** The picture that represents an edit: the newest one finished that was not removed, else the raw result. */
export function faceOf(entry: Pick<EditEntry, 'results'>): LibraryImage | null {
  const newest = newestResult(entry);
  const finished = newest?.finished.find(({ image }) => image.deletedAt === null);
  return finished?.image ?? newest?.image ?? null;
}
