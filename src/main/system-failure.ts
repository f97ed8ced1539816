import { type ErrorCode, Failure } from '@shared/errors.ts';
import { meaningOfCode } from './system-codes.ts';

/** Returns the error code of a `Failure` or of a known system error, or null. */
export function meaningOf(error: unknown): ErrorCode | null {
  return error instanceof Failure ? error.code : meaningOfCode(error);
}

/** Converts a system error the user can act on into a `Failure`. Returns any other error unchanged. */
export function systemFailure(error: unknown): unknown {
  const meaning = meaningOf(error);
  return meaning === null || error instanceof Failure ? error : new Failure(meaning);
}
