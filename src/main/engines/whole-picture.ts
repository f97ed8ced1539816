import type { FileHandle } from 'node:fs/promises';
import type { ImageMime } from '@shared/domain/image.ts';

/**
 * Whether an image file is complete, as far as its format shows. A download that a proxy truncated cleanly
 * still has valid first bytes. The imaging window does the full decoding.
 */
export async function isWholePicture(file: FileHandle, size: number, mime: ImageMime): Promise<boolean> {
  if (mime === 'image/webp') {
    const header = await bytesAt(file, 0, 12);
    return header.length === 12 && size >= header.readUInt32LE(4) + 8;
  }
  // The end marker may be followed by a little padding.
  const tail = await bytesAt(file, Math.max(0, size - 1024), Math.min(size, 1024));
  if (mime === 'image/png') return tail.includes('IEND', 0, 'latin1');
  if (mime === 'image/jpeg') return tail.includes(Buffer.from([0xff, 0xd9]));
  return true;
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
