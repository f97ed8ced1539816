import type { FinishedPicture, FinishJob } from '@shared/imaging.ts';
import { putOutput } from './api.ts';
import { decodeWhole } from './decode.ts';
import { type FinishStep, finishPicture } from './finish/finish-picture.ts';
import { frameOf } from './finish/frame.ts';
import type { Band } from './finish/rows.ts';
import { hiddenOf, maskOf } from './hidden.ts';
import { isOpaque, rowsOfImage } from './image-rows.ts';
import type { FromWorker } from './messages.ts';
import { forget, withPictures } from './open.ts';
import { encodePngRows } from './png-rows.ts';
import { readResult, referenceFor } from './returned.ts';

/** Share of the work that is done when a step begins, in hundredths. */
const BEGIN: Readonly<Record<FinishStep, number>> = { decode: 1, locate: 10, compare: 25, write: 50 };
/** Least time between two steps told, in milliseconds. */
const STEP_MS = 100;

export function finish(job: FinishJob, say: (message: FromWorker) => void): Promise<FinishedPicture> {
  const isDrawn = job.recipe.mask.kind === 'drawn';
  const masks = [isDrawn, job.protect].filter(Boolean).map(() => 'image/png' as const);
  const tell = (step: number) => say({ kind: 'step', step: Math.round(step), steps: 100 });
  return withPictures({ id: job.id, mimes: [...job.mimes, ...masks] as const }, say, async (files) => {
    tell(BEGIN.decode);
    const [sourceFile, resultFile, ...maskFiles] = files;
    const drawn = isDrawn && maskFiles[0] ? await maskOf(maskFiles[0]) : null;
    const protect = maskFiles[isDrawn ? 1 : 0];
    const hidden = job.protect && protect ? await hiddenOf(protect) : null;
    const result = await readResult(resultFile);
    forget(resultFile);
    const picture = await decodeWhole(sourceFile.bytes, sourceFile.mime);
    forget(sourceFile);
    const source = rowsOfImage(picture.image);
    try {
      for (const mask of [drawn, hidden]) mask?.assertFits(picture.full, 'finish-failed');
      const frame = frameOf(picture.full, job);
      const fill = job.pad?.fill ?? 'mirror';
      const finished = finishPicture(
        {
          frame,
          source,
          fill,
          reference: referenceFor(result, picture.image, frame, fill, hidden?.rows ?? null),
          result,
          recipe: job.recipe,
          drawn: drawn?.rows ?? null,
          hidden: hidden?.rows ?? null,
        },
        (step) => tell(BEGIN[step]),
      );
      const { mask, findings, bands } = finished;
      tell(BEGIN.write);
      const { width, height } = frame.whole;
      const written = counted(bands, height, (share) => tell(BEGIN.write + share * (99 - BEGIN.write)));
      const png = await encodePngRows(frame.whole, isOpaque(source) ? 3 : 4, written);
      await putOutput(job.id, 'result', png);
      await putOutput(job.id, 'mask', await encodePngRows(mask, 1, [mask]));
      return { size: { width, height }, findings };
    } finally {
      source.release();
      picture.close();
    }
  });
}

/** The same bands, telling the share of the rows that were taken. */
function* counted(
  bands: Iterable<Band>,
  height: number,
  tell: (share: number) => void,
): Generator<Band, void> {
  let toldAt = performance.now();
  for (const band of bands) {
    yield band;
    if (performance.now() - toldAt < STEP_MS) continue;
    toldAt = performance.now();
    tell((band.top + band.height) / height);
  }
}
