import type { FinishJob, FinishOutput } from '@shared/imaging.ts';
import { putOutput } from './api.ts';
import { countedBands } from './counted-bands.ts';
import { decodeExactly } from './exact-picture.ts';
import { type FinishStep, finishPicture } from './finish/finish-picture.ts';
import { frameOf } from './finish/frame.ts';
import { hiddenOf, maskOf } from './hidden.ts';
import type { FromWorker } from './messages.ts';
import { forget, withPictures } from './open.ts';
import { encodePngRows, profileChunk } from './png-rows.ts';
import { readResult, referenceFor } from './returned.ts';

/** Share of the work that is done when a step begins, in hundredths. */
const BEGIN: Readonly<Record<FinishStep, number>> = { decode: 1, locate: 10, compare: 25, write: 50 };

export function finish(job: FinishJob, say: (message: FromWorker) => void): Promise<FinishOutput> {
  const isDrawn = job.recipe.mask.kind === 'drawn';
  const masks = [isDrawn, job.protect].filter(Boolean).map(() => 'image/png' as const);
  const tell = (step: number) => say({ kind: 'step', step: Math.round(step), steps: 100 });
  return withPictures({ id: job.id, mimes: [...job.mimes, ...masks] as const }, say, async (files) => {
    tell(BEGIN.decode);
    const [sourceFile, resultFile, ...maskFiles] = files;
    const drawn = isDrawn && maskFiles[0] ? await maskOf(maskFiles[0]) : null;
    const protect = maskFiles[isDrawn ? 1 : 0];
    const hidden = job.protect && protect ? await hiddenOf(protect) : null;
    const fill = job.pad?.fill ?? 'mirror';
    const source = await decodeExactly(sourceFile, async (image, space) => {
      for (const mask of [drawn, hidden]) mask?.assertFits(image, 'finish-failed');
      const frame = frameOf(image, job);
      const result = await readResult(resultFile, space);
      forget(resultFile);
      return { frame, result, reference: referenceFor(result, image, frame, fill, hidden?.rows ?? null) };
    });
    forget(sourceFile);
    try {
      const { frame } = source.seen;
      const { mask, findings, bands } = finishPicture(
        {
          ...source.seen,
          source: source.rows,
          fill,
          recipe: job.recipe,
          drawn: drawn?.rows ?? null,
          hidden: hidden?.rows ?? null,
        },
        (step) => tell(BEGIN[step]),
      );
      tell(BEGIN.write);
      const { width, height } = frame.whole;
      const written = countedBands(bands, height, (share) => tell(BEGIN.write + share * (99 - BEGIN.write)));
      const colors = source.profile ? await profileChunk(source.profile) : [];
      const png = await encodePngRows(frame.whole, source.isOpaque ? 3 : 4, written, colors);
      await putOutput(job.id, 'result', png);
      await putOutput(job.id, 'mask', await encodePngRows(mask, 1, [mask]));
      return { size: { width, height }, findings };
    } finally {
      source.close();
    }
  });
}
