import {
  CONFLICTS_MAX,
  type EncodedPicture,
  type MergeJob,
  type MergeOutline,
  type PlanMergeJob,
} from '@shared/imaging.ts';
import { putOutput } from './api.ts';
import { decodeWhole } from './decode.ts';
import { DecodeError } from './decode-error.ts';
import { type MergePlan, merge as mergeBands, planMerge as plan } from './finish/merge.ts';
import type { RgbaRows } from './finish/rows.ts';
import { isOpaque, rowsOfImage } from './image-rows.ts';
import type { FromWorker } from './messages.ts';
import { forget, restartClock, withPictures } from './open.ts';
import type { Picture } from './picture.ts';
import { encodePngRows } from './png-rows.ts';

/** The base and its two branches. */
type Three = readonly [RgbaRows, RgbaRows, RgbaRows];

export function planMerge(job: PlanMergeJob, say: (message: FromWorker) => void): Promise<MergeOutline> {
  return withThree(job, say, async (three) => {
    const { fromA, fromB, alike, conflicts } = planFor(three);
    return { fromA, fromB, alike, conflicts: [...conflicts] };
  });
}

export function merge(job: MergeJob, say: (message: FromWorker) => void): Promise<EncodedPicture> {
  return withThree(job, say, async (three) => {
    const found = planFor(three);
    if (found.conflicts.length !== job.choices.length)
      throw new DecodeError(
        'bad-request',
        `${job.choices.length} choices for ${found.conflicts.length} conflicts`,
      );
    restartClock(say);
    const bands = mergeBands(...three, found, job.choices);
    const { width, height } = found;
    await putOutput(job.id, 'result', await encodePngRows(found, three.every(isOpaque) ? 3 : 4, bands));
    return { width, height, mime: 'image/png' };
  });
}

/** Conflicts grouped as finely as there are few enough of them. The same pictures give the same plan. */
function planFor([base, a, b]: Three): MergePlan {
  for (let found = plan(base, a, b); ; found = plan(base, a, b, found.cell * 2))
    if (found.conflicts.length <= CONFLICTS_MAX) return found;
}

function withThree<T>(
  job: PlanMergeJob | MergeJob,
  say: (message: FromWorker) => void,
  work: (three: Three) => Promise<T>,
): Promise<T> {
  return withPictures({ id: job.id, mimes: job.mimes }, say, async (files) => {
    const pictures: Picture[] = [];
    try {
      for (const file of files) {
        pictures.push(await decodeWhole(file.bytes, file.mime));
        forget(file);
      }
      const [base, a, b] = pictures;
      if (!base || !a || !b) throw new Error('A picture is missing.');
      for (const { full } of [a, b])
        if (full.width !== base.full.width || full.height !== base.full.height)
          throw new DecodeError('finish-failed', 'The pictures differ in size.', { reason: 'sizes-differ' });
      const three = [rowsOfImage(base.image), rowsOfImage(a.image), rowsOfImage(b.image)] as const;
      const done = await work(three);
      for (const { release } of three) release();
      return done;
    } finally {
      for (const picture of pictures) picture.close();
    }
  });
}
