import { open } from 'node:fs/promises';

const HEADER_BYTES = 12;

/**
 * Whether a file starts like a WebP image and has the declared length. Reads twelve bytes and decodes
 * nothing.
 */
export async function isWholeWebp(path: string): Promise<boolean> {
  const file = await open(path, 'r').catch(() => null);
  if (!file) return false;
  try {
    const header = Buffer.alloc(HEADER_BYTES);
    const { bytesRead } = await file.read(header, 0, HEADER_BYTES, 0);
    if (bytesRead < HEADER_BYTES) return false;
    const isWebp = header.toString('latin1', 0, 4) === 'RIFF' && header.toString('latin1', 8) === 'WEBP';
    return isWebp && (await file.stat()).size >= header.readUInt32LE(4) + 8;
  } catch {
    return false;
  } finally {
    await file.close();
  }
}
