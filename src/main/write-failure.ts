import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { Failure } from '@shared/errors.ts';
import { codeOf } from './system-codes.ts';
import { meaningOf } from './system-failure.ts';

/**
 * Converts the error of writing a user's file into a `Failure` with the cause. Other errors are returned
 * unchanged.
 */
export async function writeFailure(error: unknown, path: string): Promise<unknown> {
  const code = codeOf(error);
  if (error instanceof Failure || code === '' || code.startsWith('SQLITE')) return error;
  const meaning = meaningOf(error);
  // The folder was chosen by the user; it isn't the library's.
  if (meaning !== null) return new Failure(meaning === 'library-read-only' ? 'folder-read-only' : meaning);
  const name = basename(path);
  switch (code) {
    case 'ENAMETOOLONG':
      return new Failure('file-unreadable', { reason: 'name-too-long' });
    case 'ENOENT':
    case 'ENOTDIR': {
      const folder = await stat(dirname(path)).catch(() => null);
      return folder?.isDirectory()
        ? new Failure('file-unreadable', { reason: 'not-written', params: { name } })
        : new Failure('folder-gone');
    }
    case 'EACCES':
    case 'EPERM':
      return new Failure('file-unreadable', { reason: 'may-not-write' });
    default:
      return new Failure('file-unreadable', { reason: 'not-written', params: { name } });
  }
}

/** `writeFailure` for the single file of a dialog: a full disk left nothing of it. */
export async function saveFailure(error: unknown, path: string): Promise<unknown> {
  const failure = await writeFailure(error, path);
  return failure instanceof Failure && failure.code === 'disk-full'
    ? new Failure('disk-full', { reason: 'nothing-saved' })
    : failure;
}
