import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { Failure } from '@shared/errors.ts';
import { codeOf, meaningOf } from './system-failure.ts';

/** Why a file of the user's could not be written, as a `Failure` with the true reason; an error that is none of the system's unchanged. */
export async function writeFailure(error: unknown, path: string): Promise<unknown> {
  const code = codeOf(error);
  if (error instanceof Failure || code === '' || code.startsWith('SQLITE')) return error;
  const meaning = meaningOf(error);
  // Not the library's folder, but one that the user chose.
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

/** `writeFailure` for the one file of a dialog: a full disk left nothing of it. */
export async function saveFailure(error: unknown, path: string): Promise<unknown> {
  const failure = await writeFailure(error, path);
  return failure instanceof Failure && failure.code === 'disk-full'
    ? new Failure('disk-full', { reason: 'nothing-saved' })
    : failure;
}
