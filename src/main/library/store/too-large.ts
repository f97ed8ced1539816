import { Failure } from '@shared/errors.ts';
import { t } from '@shared/words/index.ts';

const MEGABYTE = 1024 * 1024;

/** Returns the failure of a file that has more than `maxBytes`; its sentence names the limit. */
export function tooLarge(maxBytes: number): Failure {
  return new Failure('file-too-large', t.errors.files.tooLarge(Math.ceil(maxBytes / MEGABYTE)));
}
