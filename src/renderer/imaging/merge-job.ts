import { CONFLICTS_MAX, type MergeOutline } from '@shared/domain/merge.ts';
import type { EncodedPicture, MergeJob, PlanMergeJob } from '@shared/imaging.ts';
import { putOutput } from './api.ts';
import { countedBands } from './counted-bands.ts';
import { DecodeError } from './decode-error.ts';
import { decodeExactly, type ExactPicture } from './exact-picture.ts';
import { type MergePlan, merge as mergeBands, planMerge as plan } from './finish/merge.ts';
import type { RgbaRows } from './finish/rows.ts';
import type { FromWorker } from './messages.ts';
import { forget, type OpenPicture, restartClock, withPictures } from './open.ts';
import { encodePhotoRows, packsFast } from './png-photo.ts';
import { encodePngRows, profileChunk } from './png-rows.ts';
import { displayP3Profile } from './wide-profile.ts';

/** The base and its two branches. */
type Three = readonly [ExactPicture, ExactPicture, ExactPicture];

/** Share of the work that is done when the pictures are decoded, and when they are compared, in hundredths. */
const DECODED = 30;
const COMPARED = 50;

export function planMerge(job: PlanMergeJob, say: (message: FromWorker) => void): Promise<MergeOutline> {
  return withThree(job, say, async (three) => {
    const { fromA, fromB, alike, conflicts } = planFor(rowsOf(three));
    return { fromA, fromB, alike, conflicts: [...conflicts] };
  });
}

export function merge(job: MergeJob, say: (message: FromWorker) => void): Promise<EncodedPicture> {
  const tell = (step: number) => say({ kind: 'step', step: Math.round(step), steps: 100 });
  return withThree(job, say, async (three) => {
    tell(DECODED);
    const rows = rowsOf(three);
    const found = planFor(rows);
    if (found.conflicts.length !== job.choices.length)
      throw new DecodeError(
        'bad-request',
        `${job.choices.length} choices for ${found.conflicts.length} conflicts`,
      );
    tell(COMPARED);
    const { width, height } = found;
    const bands = countedBands(mergeBands(...rows, found, job.choices), height, (share) =>
      tell(COMPARED + share * (99 - COMPARED)),
    );
    const { profile } = three[0];
    const colors = profile ? await profileChunk(profile) : [];
    const isOpaque = three.every((picture) => picture.isOpaque);
    const file =
      isOpaque && (await packsFast(three[0].rows))
        ? encodePhotoRows(found, bands, colors)
        : await encodePngRows(found, isOpaque ? 3 : 4, bands, colors);
    await putOutput(job.id, 'result', file);
    return { width, height, mime: 'image/png' };
  });
}

function rowsOf([base, a, b]: Three): [RgbaRows, RgbaRows, RgbaRows] {
  return [base.rows, a.rows, b.rows];
}

/** Groups conflicts as finely as possible within their maximum number. Deterministic. */
function planFor([base, a, b]: readonly [RgbaRows, RgbaRows, RgbaRows]): MergePlan {
  for (let found = plan(base, a, b); ; found = plan(base, a, b, found.cell * 2))
    if (found.conflicts.length <= CONFLICTS_MAX) return found;
}

function withThree<T>(
  job: PlanMergeJob | MergeJob,
  say: (message: FromWorker) => void,
  work: (three: Three) => Promise<T>,
): Promise<T> {
  return withPictures({ id: job.id, mimes: job.mimes }, say, async (files) => {
    const pictures: ExactPicture[] = [];
    try {
      const wide = await areWide(files);
      for (const file of files) {
        pictures.push(await decodeExactly(file, async () => {}, { wide }));
        forget(file);
        restartClock(say);
      }
      const [base, a, b] = pictures;
      if (!base || !a || !b) throw new Error('A picture is missing.');
      for (const { full, space } of [a, b]) {
        if (full.width !== base.full.width || full.height !== base.full.height)
          throw new DecodeError('finish-failed', 'The pictures differ in size.', { reason: 'sizes-differ' });
        if (space !== base.space) throw new DecodeError('picture-damaged', 'The profile cannot be kept.');
      }
      return await work([base, a, b]);
    } finally {
      for (const picture of pictures) picture.close();
    }
  });
}

/**
 * Whether all pictures are in Display P3: then their values are compared directly, otherwise all are
 * converted to sRGB.
 */
async function areWide(files: readonly OpenPicture[]): Promise<boolean> {
  for (const { bytes, mime } of files) if (!(await displayP3Profile(bytes, mime))) return false;
  return true;
}
