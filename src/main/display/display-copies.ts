import { stat, utimes } from 'node:fs/promises';
import { type BrowserMime, isForeign } from '@shared/domain/image.ts';
import { trimFolder } from '../files/trim-folder.ts';
import type { Library } from '../library/library.ts';
import type { Imaging, Log } from '../ports.ts';
import { createDisplayNeed } from './display-need.ts';

/** Maximum size of the display cache in bytes. The least recently viewed copy is removed first. */
export const DISPLAY_CACHE_BYTES = 4 * 1024 ** 3;

/** A file that the page may show. */
export interface ShownFile {
  readonly path: string;
  readonly mime: BrowserMime;
}

export interface DisplayCopies {
  /**
   * Returns the file that shows a picture: its own if the browser shows it as decoded, otherwise its display
   * copy, which is created if the cache lacks it. Null if the picture was never fully decoded. Throws what
   * `Imaging.convert` throws.
   */
  fileOf(sha256: string): Promise<ShownFile | null>;
}

/**
 * Display copies of pictures that the browser can't read, or shows differently from the imaging window's
 * decoder. A copy is the whole upright picture as a lossless PNG, so its pixels equal those that edits,
 * comparisons and exports decode from the original. Copies are a cache next to the thumbnails, never in the
 * database or the object store. They are made on first view, because a PNG is ten times as large as a HEIC:
 * making them at import would turn 2 GB of photographs into 20.
 */
export function createDisplayCopies(deps: {
  readonly library: Pick<Library, 'pictureFile' | 'blob' | 'setNeedsDisplay' | 'objects'>;
  readonly imaging: Pick<Imaging, 'convert' | 'needsDisplay'>;
  readonly log: Log;
  readonly cacheBytes?: number;
}): DisplayCopies {
  const { library, imaging, log, cacheBytes = DISPLAY_CACHE_BYTES } = deps;
  const { objects } = library;
  const needsDisplay = createDisplayNeed(deps);
  // Concurrent requests for the same copy share one conversion.
  const making = new Map<string, Promise<void>>();

  async function make(sha256: string): Promise<void> {
    const original = library.pictureFile(sha256);
    if (!original) return;
    const path = objects.tempPath('png');
    try {
      await imaging.convert(original, 'image/png', path);
      await objects.commitDisplay(path, sha256);
    } finally {
      await objects.discard(path);
    }
    await trimFolder(objects.displayFolder, cacheBytes, objects.displayPath(sha256)).catch((error: unknown) =>
      log.warn('failed to trim display copies', { error: String(error) }),
    );
  }

  return {
    async fileOf(sha256) {
      const original = library.pictureFile(sha256);
      if (!original) return null;
      const { mime } = original;
      if (!isForeign(mime) && !(await needsDisplay(sha256))) return { path: original.path, mime };
      const path = objects.displayPath(sha256);
      const now = new Date();
      // Touch it, so that it isn't removed next. An empty file is left by a power cut.
      const found = (await stat(path).catch(() => null))?.size ?? 0;
      if (found > 0) await utimes(path, now, now).catch(() => {});
      else {
        const work = making.get(sha256) ?? make(sha256).finally(() => making.delete(sha256));
        making.set(sha256, work);
        await work;
      }
      return { path, mime: 'image/png' };
    },
  };
}
