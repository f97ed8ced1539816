import { type ErrorCode, Failure } from '@shared/errors.ts';

/** What the codes of the file system and of SQLite mean to a person; the first that fits. */
const MEANINGS: readonly (readonly [RegExp, ErrorCode])[] = [
  // SHMSIZE: SQLite could not grow the index of its log.
  [/^(ENOSPC|EDQUOT|SQLITE_FULL|SQLITE_IOERR_SHMSIZE)$/, 'disk-full'],
  [/^(EROFS|SQLITE_READONLY)/, 'library-read-only'],
  [/^SQLITE_(BUSY|LOCKED)/, 'library-locked'],
  [/^SQLITE_(CORRUPT|NOTADB)/, 'library-damaged'],
  [/^(EIO|ENODEV|ENXIO|SQLITE_IOERR)/, 'disk-failed'],
];

/** An error of the system's as a `Failure` when the user can do something about it; any other error unchanged. */
export function systemFailure(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (error instanceof Failure || typeof code !== 'string') return error;
  const meaning = MEANINGS.find(([pattern]) => pattern.test(code));
  return meaning ? new Failure(meaning[1]) : error;
}
