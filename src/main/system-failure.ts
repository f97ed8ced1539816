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

/** The code of a system error, or of SQLite's, such as `ENOENT`; empty when the error has none. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' ? code : '';
}

/** What an error means to a person: the code of a `Failure`, or what the system's code stands for; null for any other error. */
export function meaningOf(error: unknown): ErrorCode | null {
  if (error instanceof Failure) return error.code;
  const code = codeOf(error);
  return MEANINGS.find(([pattern]) => pattern.test(code))?.[1] ?? null;
}

/** A system error as a `Failure` when the user can do something about it; any other error unchanged. */
export function systemFailure(error: unknown): unknown {
  const meaning = meaningOf(error);
  return meaning === null || error instanceof Failure ? error : new Failure(meaning);
}
