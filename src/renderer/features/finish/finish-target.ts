import type { EditEntry } from '@shared/domain/edit.ts';
import type { FinishedPicture } from '@shared/domain/finish.ts';
import type { ImageRecord } from '@shared/domain/image.ts';
import type { FinishTarget } from './finish-store.ts';

/** Returns the result and source of a picture made by an edit: a raw result, or a version of one. */
export function targetOf(image: ImageRecord | undefined): FinishTarget | null {
  if (!image || image.editId === null || image.parentId === null) return null;
  return { rawId: image.finishOf ?? image.id, sourceId: image.parentId };
}

/** Returns the finished version of a picture, or null. */
export function versionOf(entries: readonly EditEntry[], imageId: number): FinishedPicture | null {
  for (const { results } of entries)
    for (const { finished } of results) {
      const version = finished.find(({ image }) => image.id === imageId);
      if (version) return version;
    }
  return null;
}
