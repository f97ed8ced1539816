import { open } from 'node:fs/promises';
import type { ImageMime } from '@shared/domain/image.ts';
import type { Library } from '../library/library.ts';
import type { Imaging, Log } from '../ports.ts';

/** Formats that the browser reads but may show differently from how they are decoded. */
const MAY_DIFFER: readonly ImageMime[] = ['image/jpeg', 'image/png', 'image/webp'];
const JPEG_END = Buffer.from([0xff, 0xd9]);

/** Returns whether a picture in a browser format needs a display copy. Never rejects. */
export type DisplayNeed = (sha256: string) => Promise<boolean>;

/**
 * Reads the answer from the library. Libraries of older versions lack it: it is determined when the picture
 * is first viewed and then stored, so each file is read once. The library is never scanned for it.
 */
export function createDisplayNeed({
  library,
  imaging,
  log,
}: {
  readonly library: Pick<Library, 'blob' | 'pictureFile' | 'setNeedsDisplay'>;
  readonly imaging: Pick<Imaging, 'needsDisplay'>;
  readonly log: Log;
}): DisplayNeed {
  // Concurrent requests for the same picture share one check.
  const asking = new Map<string, Promise<boolean>>();

  async function findOut(sha256: string): Promise<boolean> {
    const file = library.pictureFile(sha256);
    if (!file) return false;
    try {
      const needed =
        MAY_DIFFER.includes(file.mime) &&
        !(file.mime === 'image/jpeg' && (await endsAsJpeg(file.path))) &&
        (await imaging.needsDisplay(file));
      library.setNeedsDisplay(sha256, needed);
      return needed;
    } catch (error) {
      // Show the original for now, and check again next time.
      log.warn('failed to check whether a display copy is needed', { error: String(error) });
      return false;
    }
  }

  return async (sha256) => {
    const known = library.blob(sha256)?.needsDisplay;
    if (known !== undefined) return known;
    const work = asking.get(sha256) ?? findOut(sha256).finally(() => asking.delete(sha256));
    asking.set(sha256, work);
    return work;
  };
}

/** Whether the file ends with a JPEG end marker. Nearly all do, and such a file need not be read. */
async function endsAsJpeg(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, Math.max(0, size - 2));
    return bytesRead === 2 && buffer.equals(JPEG_END);
  } finally {
    await file.close();
  }
}
