import { THUMB_SIZES, type ThumbSize } from '@shared/domain/image.ts';
import type { Library } from '../library/library.ts';
import type { Imaging } from '../ports.ts';

export interface Thumbs {
  /** Path of a thumbnail (WebP), made again when the cache has lost it; null when there is no such picture. */
  ensureThumb(sha256: string, size: ThumbSize): Promise<string | null>;
}

export function createThumbs(library: Library, imaging: Imaging): Thumbs {
  const { objects } = library;
  // Asked for many times while it is being made, a thumbnail is made once.
  const making = new Map<string, Promise<void>>();

  async function make(sha256: string): Promise<void> {
    const picture = library.pictureFile(sha256);
    if (!picture) return;
    const thumbs = THUMB_SIZES.map((size) => ({ size, path: objects.tempPath('webp') }));
    try {
      await imaging.inspect(picture, thumbs);
      for (const { size, path } of thumbs) await objects.commitThumb(path, sha256, size);
    } finally {
      await objects.discard(...thumbs.map(({ path }) => path));
    }
  }

  return {
    async ensureThumb(sha256, size) {
      const found = await library.thumbFile(sha256, size);
      if (found !== null) return found;
      if (!library.blob(sha256)) return null;
      const work = making.get(sha256) ?? make(sha256).finally(() => making.delete(sha256));
      making.set(sha256, work);
      await work;
      return objects.thumbPath(sha256, size);
    },
  };
}
