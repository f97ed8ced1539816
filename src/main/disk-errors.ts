import type { ErrorCode } from '@shared/errors.ts';
import { codeOf, meaningOf } from './system-failure.ts';

/** What a disk or a library says that takes nothing now and may take it later. */
const REFUSALS: ReadonlySet<ErrorCode> = new Set([
  'disk-full',
  'disk-failed',
  'library-read-only',
  'library-locked',
  'library-gone',
]);

/** Whether a write failed because of the disk, so that the same write may succeed later. */
export function isRefusedWrite(error: unknown): boolean {
  const meaning = meaningOf(error);
  // SQLite could not open its log: it says neither why, nor that it will stay so.
  return meaning === null ? /^SQLITE_CANTOPEN/.test(codeOf(error)) : REFUSALS.has(meaning);
}

/** Whether there is no room: as the file system says it, the database, or a `Failure`. */
export function isDiskFull(error: unknown): boolean {
  return meaningOf(error) === 'disk-full';
}
