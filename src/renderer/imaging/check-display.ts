import type { CheckDisplayJob } from '@shared/imaging.ts';
import type { FromWorker } from './messages.ts';
import { withPictures } from './open.ts';
import { isShownOtherwise } from './shown-otherwise.ts';

/**
 * Determines from the file's headers what `inspect` finds while decoding, for pictures imported by older
 * versions.
 */
export function checkDisplay(
  job: CheckDisplayJob,
  say: (message: FromWorker) => void,
): Promise<{ needsDisplay: boolean }> {
  return withPictures({ id: job.id, mimes: [job.mime] }, say, async ([{ bytes, mime }]) => ({
    needsDisplay: await isShownOtherwise(bytes, mime),
  }));
}
