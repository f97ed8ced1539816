import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { Failure } from '@shared/errors.ts';
import { t } from '@shared/words/index.ts';

/** Why a file of the user's could not be written, as a `Failure` with the true reason; an error that is none of the system's unchanged. */
export async function writeFailure(error: unknown, path: string): Promise<unknown> {
  const code = systemCode(error);
  if (error instanceof Failure || code === '' || code.startsWith('SQLITE')) return error;
  const name = basename(path);
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new Failure('disk-full');
    case 'EROFS':
      return new Failure('folder-read-only');
    case 'EIO':
    case 'ENODEV':
    case 'ENXIO':
      return new Failure('disk-failed');
    case 'ENAMETOOLONG':
      return new Failure('file-unreadable', t.errors.files.nameTooLong);
    case 'ENOENT':
    case 'ENOTDIR': {
      const folder = await stat(dirname(path)).catch(() => null);
      return folder?.isDirectory()
        ? new Failure('file-unreadable', t.errors.files.notWritten(name))
        : new Failure('folder-gone');
    }
    case 'EACCES':
    case 'EPERM':
      return new Failure('file-unreadable', t.errors.files.mayNotWrite);
    default:
      return new Failure('file-unreadable', t.errors.files.notWritten(name));
  }
}

/** The system's code of an error, such as `ENOENT`; empty when it is none of the system's. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
