import type { ErrorCode } from '@shared/errors.ts';
import { codeOf } from './system-codes.ts';
import { meaningOf } from './system-failure.ts';

/** Codes of a disk or library that refuses writes now and may accept them later. */
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
  // SQLite could not open its log. The error includes no cause and may be temporary.
  return meaning === null ? /^SQLITE_CANTOPEN/.test(codeOf(error)) : REFUSALS.has(meaning);
}

/** Whether an error means that the disk is full, from the file system, the database, or a `Failure`. */
export function isDiskFull(error: unknown): boolean {
  return meaningOf(error) === 'disk-full';
}
