import { DEFAULT_FINISH } from '@shared/domain/finish.ts';
import type { FindMaskJob, FoundMask } from '@shared/imaging.ts';
import { putOutput } from './api.ts';
import { decodeWhole } from './decode.ts';
import { findMask as find } from './finish/finish-picture.ts';
import { frameOf } from './finish/frame.ts';
import type { FromWorker } from './messages.ts';
import { withPictures } from './open.ts';
import { encodeMaskRows } from './png-rows.ts';
import { readResult, referenceFor } from './returned.ts';

export function findMask(job: FindMaskJob, say: (message: FromWorker) => void): Promise<FoundMask> {
  return withPictures({ id: job.id, mimes: job.mimes }, say, async ([sourceFile, resultFile]) => {
    const result = await readResult(resultFile, 'srgb');
    const { image, full, close } = await decodeWhole(sourceFile.bytes, sourceFile.mime);
    const frame = frameOf(full, job);
    const reference = referenceFor(result, image, frame, job.pad?.fill ?? 'mirror', null);
    close();
    const mask = find({ frame, reference, result }, job.find, DEFAULT_FINISH.featherPx);
    await putOutput(job.id, 'mask', await encodeMaskRows(mask));
    return { insideShare: mask.insideShare };
  });
}
