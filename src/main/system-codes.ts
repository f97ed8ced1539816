import type { ErrorCode } from '@shared/error-code.ts';

/** Error codes for codes of the file system and SQLite. The first match counts. */
const MEANINGS: readonly (readonly [RegExp, ErrorCode])[] = [
  // SHMSIZE: SQLite could not grow the shared-memory index of its log.
  [/^(ENOSPC|EDQUOT|SQLITE_FULL|SQLITE_IOERR_SHMSIZE)$/, 'disk-full'],
  [/^(EROFS|SQLITE_READONLY)/, 'library-read-only'],
  [/^SQLITE_(BUSY|LOCKED)/, 'library-locked'],
  [/^SQLITE_(CORRUPT|NOTADB)/, 'library-damaged'],
  [/^(EIO|ENODEV|ENXIO|SQLITE_IOERR)/, 'disk-failed'],
];

/** Returns the code of a system or SQLite error, such as `ENOENT`, or an empty string. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' ? code : '';
}

/** Returns the error code of a known system error, or null. */
export function meaningOfCode(error: unknown): ErrorCode | null {
  const code = codeOf(error);
  return MEANINGS.find(([pattern]) => pattern.test(code))?.[1] ?? null;
}
