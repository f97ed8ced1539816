import { open } from 'node:fs/promises';
import type { ImageMime } from '@shared/domain/image.ts';
import type { Library } from '../library/library.ts';
import type { Imaging, Log } from '../ports.ts';

/** Formats that the browser reads and may show otherwise than they are decoded. */
const MAY_DIFFER: readonly ImageMime[] = ['image/jpeg', 'image/png', 'image/webp'];
const JPEG_END = Buffer.from([0xff, 0xd9]);

/** Returns whether a picture in a format of the browser is shown by a display copy. Never rejects. */
export type DisplayNeed = (sha256: string) => Promise<boolean>;

/**
 * Reads the answer from the library. Libraries of versions that did not ask have none: it is found out when the picture is first looked at and
 * recorded, so that each costs one reading of one file, once. A library of a hundred thousand pictures is never read through for it.
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
  // Asked for many times while it is being found out, it is found out once.
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
      // Shown as it is, as before, and asked again the next time.
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

/** Returns whether the last two bytes are a JPEG's end marker, as they nearly always are: such a file need not be read. */
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
