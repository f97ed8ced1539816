import type { ConvertJob, EncodedPicture } from '@shared/imaging.ts';
import { putOutput } from './api.ts';
import { decodeWhole } from './decode.ts';
import { assertHolds, drawScaled, encode, release } from './draw.ts';
import type { FromWorker } from './messages.ts';
import { withPictures } from './open.ts';
import { within, withinEdge } from './size.ts';

/** For JPEG and WebP: visually lossless. */
const QUALITY = 0.95;

export async function convert(job: ConvertJob, say: (message: FromWorker) => void): Promise<EncodedPicture> {
  return withPictures({ id: job.id, mimes: [job.mime] }, say, async ([file]) => {
    // Rotation preserves edge lengths, so check whether the size can be written before decoding.
    assertHolds(job.to, withinEdge(within(file.stored, job.maxPixels), job.maxEdge));
    const picture = await decodeWhole(file.bytes, file.mime);
    const size = withinEdge(within(picture.full, job.maxPixels), job.maxEdge);
    // Drawing on a new canvas drops the metadata.
    const canvas = drawScaled(picture.image, { x: 0, y: 0, ...picture.full }, size);
    picture.close();
    await putOutput(job.id, 'result', await encode(canvas, job.to, job.quality ?? QUALITY));
    release(canvas);
    return { ...size, mime: job.to };
  });
}
