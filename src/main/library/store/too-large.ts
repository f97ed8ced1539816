import { Failure } from '@shared/errors.ts';

const MEGABYTE = 1024 * 1024;

/** Returns the failure of a file larger than `maxBytes`. Its message names the limit. */
export function tooLarge(maxBytes: number): Failure {
  return new Failure('file-too-large', {
    reason: 'larger-than',
    params: { megabytes: Math.ceil(maxBytes / MEGABYTE) },
  });
}
