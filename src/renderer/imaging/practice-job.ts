import type { EncodedPicture, PracticeJob } from '@shared/imaging.ts';
import { putOutput } from './api.ts';
import { decodeWhole } from './decode.ts';
import { contextOf, drawScaled, encode, newCanvas, pixelsOf, release } from './draw.ts';
import type { FromWorker } from './messages.ts';
import { withPictures } from './open.ts';
import { outputSize, type Pixels, renderPractice } from './practice/index.ts';

/** Minimum interval between two progress reports, in milliseconds. */
const STEP_MS = 40;
const MIMES: Readonly<Record<string, EncodedPicture['mime']>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
};

export async function practice(
  job: PracticeJob,
  say: (message: FromWorker) => void,
): Promise<EncodedPicture> {
  const mime = MIMES[String(job.params.format)];
  const quality = Number(job.params.quality) / 100;
  if (!mime || !(quality >= 0 && quality <= 1)) throw new Error('Bad format or quality.');
  const source = await withPictures({ id: job.id, mimes: [job.mime] }, say, async ([file]) => {
    const picture = await decodeWhole(file.bytes, file.mime);
    const { crop, width, height } = outputSize(picture.full, job.params);
    const canvas = drawScaled(picture.image, crop, { width, height });
    picture.close();
    const pixels = pixelsOf(canvas);
    release(canvas);
    return pixels;
  });
  const { width, height, data } = drive(renderPractice(source, job), say);
  const canvas = newCanvas({ width, height });
  contextOf(canvas).putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0);
  await putOutput(job.id, 'result', await encode(canvas, mime, quality));
  release(canvas);
  return { width, height, mime };
}

/**
 * Runs the filter to its end and reports its steps. It never pauses to check for cancellation: the page, in
 * another thread, terminates this worker if the job is canceled.
 */
function drive(
  rendering: Generator<{ step: number; steps: number }, Pixels>,
  say: (message: FromWorker) => void,
): Pixels {
  let toldAt = Number.NEGATIVE_INFINITY;
  for (;;) {
    const next = rendering.next();
    if (next.done) return next.value;
    const { step, steps } = next.value;
    const now = performance.now();
    if (step < steps && now - toldAt < STEP_MS) continue;
    toldAt = now;
    say({ kind: 'step', step, steps });
  }
}
