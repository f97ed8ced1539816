import type { CheckDisplayJob } from '@shared/imaging.ts';
import { openPicture } from './open.ts';
import { isShownOtherwise } from './shown-otherwise.ts';

/** Answers from the file's headers what `inspect` finds on the way: for pictures imported by versions that did not ask. */
export async function checkDisplay(job: CheckDisplayJob): Promise<{ needsDisplay: boolean }> {
  const { bytes, mime } = await openPicture(job.id, 0, job.mime);
  return { needsDisplay: await isShownOtherwise(bytes, mime) };
}
