import type { ConvertJob, EncodedPicture } from '@shared/imaging.ts';
import { putOutput } from './api.ts';
import { decodeWhole } from './decode.ts';
import { contextOf, encode, newCanvas, release } from './draw.ts';
import type { FromWorker } from './messages.ts';
import { inTurn, openPicture } from './open.ts';

const QUALITY = 0.92;

export async function convert(job: ConvertJob, say: (message: FromWorker) => void): Promise<EncodedPicture> {
  const file = await openPicture(job.id, 0, job.mime);
  return inTurn([file], say, async () => {
    const picture = await decodeWhole(file.bytes, file.mime);
    const { width, height } = picture.full;
    const canvas = newCanvas(picture.full);
    contextOf(canvas).drawImage(picture.image, 0, 0);
    picture.close();
    await putOutput(job.id, 'result', await encode(canvas, job.to, QUALITY));
    release(canvas);
    return { width, height, mime: job.to };
  });
}
