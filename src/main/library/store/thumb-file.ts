import { type FileHandle, open } from 'node:fs/promises';

const HEADER_BYTES = 12;
const JPEG_START = 0xffd8;
const JPEG_END = 0xffd9;

/**
 * Whether a file starts like a WebP image and has the declared length, or starts and ends like a JPEG. Reads a few
 * bytes and decodes nothing.
 */
export async function isWholeThumb(path: string): Promise<boolean> {
  const file = await open(path, 'r').catch(() => null);
  if (!file) return false;
  try {
    const header = await read(file, HEADER_BYTES, 0);
    if (header.length < HEADER_BYTES) return false;
    const { size } = await file.stat();
    if (header.readUInt16BE(0) === JPEG_START) {
      const end = await read(file, 2, size - 2);
      return end.readUInt16BE(0) === JPEG_END;
    }
    const isWebp = header.toString('latin1', 0, 4) === 'RIFF' && header.toString('latin1', 8) === 'WEBP';
    return isWebp && size >= header.readUInt32LE(4) + 8;
  } catch {
    return false;
  } finally {
    await file.close();
  }
}

async function read(file: FileHandle, bytes: number, from: number): Promise<Buffer> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(bytes), 0, bytes, from);
  return buffer.subarray(0, bytesRead);
}
