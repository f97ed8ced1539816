import type { EncodedPicture, PrepareJob } from '@shared/imaging.ts';
import { putOutput } from './api.ts';
import { decodeWhole } from './decode.ts';
import { assertHolds, encode, release } from './draw.ts';
import { frameOf } from './finish/frame.ts';
import { drawFrame } from './framed.ts';
import { hiddenOf } from './hidden.ts';
import type { FromWorker } from './messages.ts';
import { withPictures } from './open.ts';
import { within } from './size.ts';

/** For JPEG and WebP: visually lossless. */
const QUALITY = 0.95;

export function prepare(job: PrepareJob, say: (message: FromWorker) => void): Promise<EncodedPicture> {
  const mimes = job.protect ? ([job.mime, 'image/png'] as const) : ([job.mime] as const);
  return withPictures({ id: job.id, mimes }, say, async ([file, mask]) => {
    const hidden = mask ? await hiddenOf(mask) : null;
    const picture = await decodeWhole(file.bytes, file.mime);
    try {
      hidden?.assertFits(picture.full, 'bad-request');
      const frame = frameOf(picture.full, job);
      const size = within(frame.sent, job.maxPixels);
      assertHolds(job.to, size);
      const canvas = drawFrame(picture.image, frame, job.pad?.fill ?? 'mirror', hidden?.rows ?? null, size);
      picture.close();
      await putOutput(job.id, 'result', await encode(canvas, job.to, QUALITY));
      release(canvas);
      return { width: size.width, height: size.height, mime: job.to };
    } finally {
      picture.close();
    }
  });
}
