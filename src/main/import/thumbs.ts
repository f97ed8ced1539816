import { EXTENSIONS, THUMB_SIZES, type ThumbSize, thumbMime } from '@shared/domain/image.ts';
import type { Library } from '../library/library.ts';
import { diskFailure } from '../library/store/disk.ts';
import type { Imaging, PictureFile } from '../ports.ts';

export interface Thumbs {
  /**
   * Returns a thumbnail and creates it if the cache lacks it. Null if there is no such picture. Throws what
   * `Imaging.inspect` throws; disk errors as a `Failure`.
   */
  ensureThumb(sha256: string, size: ThumbSize): Promise<PictureFile | null>;
}

/** Creates the missing thumbnails of a picture in the store. Throws what `Imaging.inspect` throws. */
export async function makeThumbs(
  { library, imaging }: { readonly library: Library; readonly imaging: Imaging },
  sha256: string,
  sizes: readonly ThumbSize[],
  signal?: AbortSignal,
): Promise<void> {
  const { objects } = library;
  const picture = library.pictureFile(sha256);
  const cached = await Promise.all(sizes.map((size) => objects.thumbFile(sha256, size)));
  const missing = sizes.filter((_, at) => cached[at] === null);
  if (!picture || missing.length === 0) return;
  const mime = thumbMime(picture.mime);
  const thumbs = missing.map((size) => ({ size, path: objects.tempPath(EXTENSIONS[mime]) }));
  try {
    await imaging.inspect(picture, thumbs, signal);
    for (const { size, path } of thumbs) await objects.commitThumb(path, sha256, size, mime);
  } finally {
    await objects.discard(...thumbs.map(({ path }) => path));
  }
}

export function createThumbs(library: Library, imaging: Imaging): Thumbs {
  // Concurrent requests for the same thumbnail share one job.
  const making = new Map<string, Promise<void>>();

  return {
    async ensureThumb(sha256, size) {
      const found = await library.thumbFile(sha256, size);
      if (found !== null) return found;
      if (!library.blob(sha256)) return null;
      const work =
        making.get(sha256) ??
        makeThumbs({ library, imaging }, sha256, THUMB_SIZES).finally(() => making.delete(sha256));
      making.set(sha256, work);
      await work.catch((error: unknown) => {
        throw diskFailure(error);
      });
      return library.thumbFile(sha256, size);
    },
  };
}
