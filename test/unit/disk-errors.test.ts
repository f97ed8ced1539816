import { ErrorCode, Failure } from '@shared/errors.ts';
import { describe, expect, it } from 'vitest';
import { isDiskFull, isRefusedWrite } from '../../src/main/disk-errors.ts';
import { systemFailure } from '../../src/main/system-failure.ts';

const withCode = (code: string) => Object.assign(new Error(code), { code });

/** System codes, their meaning, and whether a retry may succeed. */
const CODES = [
  ['ENOSPC', 'disk-full', true],
  ['EDQUOT', 'disk-full', true],
  ['SQLITE_FULL', 'disk-full', true],
  ['SQLITE_IOERR_SHMSIZE', 'disk-full', true],
  ['EROFS', 'library-read-only', true],
  ['SQLITE_READONLY', 'library-read-only', true],
  ['SQLITE_READONLY_DIRECTORY', 'library-read-only', true],
  ['SQLITE_BUSY', 'library-locked', true],
  ['SQLITE_LOCKED', 'library-locked', true],
  ['EIO', 'disk-failed', true],
  ['ENODEV', 'disk-failed', true],
  ['SQLITE_IOERR_WRITE', 'disk-failed', true],
  ['SQLITE_CORRUPT', 'library-damaged', false],
  ['SQLITE_CANTOPEN', null, true],
  ['SQLITE_CONSTRAINT', null, false],
  ['ENOENT', null, false],
  ['ECONNRESET', null, false],
] as const;

describe('the code of a disk or a database', () => {
  it.each(CODES)('%s means %s; a retry may succeed: %s', (code, meaning, later) => {
    const error = withCode(code);
    const failure = systemFailure(error);
    expect(failure instanceof Failure ? failure.code : null).toBe(meaning);
    if (meaning === null) expect(failure).toBe(error);
    expect(isRefusedWrite(error)).toBe(later);
    expect(isDiskFull(error)).toBe(meaning === 'disk-full');
    // As a `Failure` it means the same.
    if (meaning !== null) expect(isRefusedWrite(failure)).toBe(later);
  });

  it('of an unrelated failure is not a refused write', () => {
    const refusals = ErrorCode.options.filter((code) => isRefusedWrite(new Failure(code)));
    expect(refusals.toSorted()).toEqual([
      'disk-failed',
      'disk-full',
      'library-gone',
      'library-locked',
      'library-read-only',
    ]);
    for (const error of [null, 'ENOSPC', new Error('ENOSPC'), { code: 'ENOSPC' }])
      expect(isRefusedWrite(error)).toBe(false);
  });
});
