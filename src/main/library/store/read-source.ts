import { constants, type Stats } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { type Explanation, Failure } from '@shared/errors.ts';
import { tooLarge } from './too-large.ts';

const CHUNK_BYTES = 256 * 1024;

/**
 * The bytes of an ordinary file, chunk by chunk; a chunk is valid until the next one is asked for.
 * Throws `file-unreadable`, `file-empty`, or `file-too-large` before a byte is read. Devices and pipes are refused without
 * waiting for them.
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
  // Looked at before it is opened, since opening alone makes some devices act; and again after, in case it was swapped.
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

/** Why a file cannot be read, by the code of the operating system. */
const REASONS: Readonly<Record<string, Explanation>> = {
  ENOENT: { reason: 'file-gone' },
  EACCES: { reason: 'no-permission' },
  EPERM: { reason: 'no-permission' },
  ELOOP: { reason: 'link-circle' },
  ENAMETOOLONG: { reason: 'name-too-long' },
  ENOTDIR: { reason: 'path-through-file' },
};
