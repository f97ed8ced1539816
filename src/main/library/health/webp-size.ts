import { open } from 'node:fs/promises';
import { isWholeWebp } from '../store/webp-file.ts';

const HEADER_BYTES = 30;

/** Returns a WebP image's size from its header, or null. */
export function webpSize(header: Buffer): { readonly width: number; readonly height: number } | null {
  if (header.length < HEADER_BYTES) return null;
  switch (header.toString('latin1', 12, 16)) {
    case 'VP8X':
      return { width: 1 + header.readUIntLE(24, 3), height: 1 + header.readUIntLE(27, 3) };
    case 'VP8L': {
      const bits = header.readUInt32LE(21);
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
    }
    case 'VP8 ':
      return { width: header.readUInt16LE(26) & 0x3fff, height: header.readUInt16LE(28) & 0x3fff };
    default:
      return null;
  }
}

/** Whether a file is a complete WebP image whose aspect ratio matches an image of this size, to a pixel. */
export async function isThumbnailOf(
  path: string,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<boolean> {
  if (!(await isWholeWebp(path))) return false;
  const file = await open(path, 'r');
  try {
    const header = Buffer.alloc(HEADER_BYTES);
    const { bytesRead } = await file.read(header, 0, HEADER_BYTES, 0);
    const size = webpSize(header.subarray(0, bytesRead));
    if (!size) return true;
    return Math.abs(size.width * height - size.height * width) <= 1.5 * Math.max(width, height);
  } finally {
    await file.close();
  }
}
