import { open } from 'node:fs/promises';
import { isWholeThumb } from '../store/thumb-file.ts';

/** A thumbnail's size is within these first bytes, unless it has a large color profile. */
const HEADER_BYTES = 4096;
const WEBP_HEADER_BYTES = 30;

interface ThumbSize {
  readonly width: number;
  readonly height: number;
}

/** Returns a thumbnail's size from its header, or null. */
export function thumbSize(header: Buffer): ThumbSize | null {
  return header.readUInt16BE(0) === 0xffd8 ? jpegSize(header) : webpSize(header);
}

/** The segments before the frame header are walked by their lengths: our own encoder wrote them. */
function jpegSize(header: Buffer): ThumbSize | null {
  for (let at = 2; at + 9 <= header.length && header[at] === 0xff; at += 2 + header.readUInt16BE(at + 2)) {
    const marker = header[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xc2;
    if (isFrame) return { width: header.readUInt16BE(at + 7), height: header.readUInt16BE(at + 5) };
  }
  return null;
}

function webpSize(header: Buffer): ThumbSize | null {
  if (header.length < WEBP_HEADER_BYTES) return null;
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

/** Whether a file is a complete thumbnail whose aspect ratio matches an image of this size, to a pixel. */
export async function isThumbnailOf(
  path: string,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<boolean> {
  if (!(await isWholeThumb(path))) return false;
  const file = await open(path, 'r');
  try {
    const header = Buffer.alloc(HEADER_BYTES);
    const { bytesRead } = await file.read(header, 0, HEADER_BYTES, 0);
    const size = thumbSize(header.subarray(0, bytesRead));
    if (!size) return true;
    return Math.abs(size.width * height - size.height * width) <= 1.5 * Math.max(width, height);
  } finally {
    await file.close();
  }
}
