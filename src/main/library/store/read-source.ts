import { constants, type Stats } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { type Explanation, Failure } from '@shared/errors.ts';
import { tooLarge } from './too-large.ts';

const CHUNK_BYTES = 256 * 1024;

/**
 * Yields a regular file's bytes in chunks. A chunk is valid until the next request. Throws `file-unreadable`,
 * `file-empty`, or, before reading a byte, `file-too-large`. Rejects devices and pipes without waiting for
 * them.
 */
export async function* readFileChunks(path: string | Buffer, maxBytes: number): AsyncGenerator<Uint8Array> {
  const file = await openOrdinary(path, maxBytes);
  try {
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES).catch(unreadable);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

async function openOrdinary(path: string | Buffer, maxBytes: number): Promise<FileHandle> {
  // Checked before opening, because opening some devices has side effects, and again afterwards in case the
  // file was swapped.
  checkOrdinary(await stat(path).catch(unreadable), maxBytes);
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch(unreadable);
  try {
    checkOrdinary(await file.stat().catch(unreadable), maxBytes);
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

function checkOrdinary(info: Stats, maxBytes: number): void {
  if (!info.isFile()) throw new Failure('file-unreadable', { reason: 'not-regular' });
  if (info.size > maxBytes) throw tooLarge(maxBytes);
  if (info.size === 0) throw new Failure('file-empty');
}

function unreadable(error: NodeJS.ErrnoException): never {
  throw new Failure('file-unreadable', REASONS[error.code ?? '']);
}

/** Why a file is unreadable, by error code. */
const REASONS: Readonly<Record<string, Explanation>> = {
  ENOENT: { reason: 'file-gone' },
  EACCES: { reason: 'no-permission' },
  EPERM: { reason: 'no-permission' },
  ELOOP: { reason: 'link-circle' },
  ENAMETOOLONG: { reason: 'name-too-long' },
  ENOTDIR: { reason: 'path-through-file' },
};
