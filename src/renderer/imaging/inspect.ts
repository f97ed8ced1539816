import type { Size } from '@shared/geometry.ts';
import type { InspectJob, PictureInfo } from '@shared/imaging.ts';
import { putOutput } from './api.ts';
import { decodeFor } from './decode.ts';
import { drawScaled, encode, release } from './draw.ts';
import { fileNotes } from './file-notes.ts';
import { fitWithin } from './measure.ts';
import type { FromWorker } from './messages.ts';
import { withPictures } from './open.ts';
import { isShownOtherwise } from './shown-otherwise.ts';

const THUMB_QUALITY = 0.8;

export async function inspect(job: InspectJob, say: (message: FromWorker) => void): Promise<PictureInfo> {
  const sizes = job.thumbs.toSorted((a, b) => b - a);
  const { id, mime, maxPixels } = job;
  return withPictures({ id, mimes: [mime], maxPixels }, say, async ([file]) => {
    const picture = await decodeFor(sizes[0] ?? 1, file.bytes, file.mime, file.stored);
    try {
      // Each thumbnail is made from the next larger one.
      const sent: Promise<void>[] = [];
      let source: { image: CanvasImageSource; size: Size } = picture;
      for (const size of sizes) {
        const wanted = fitWithin(picture.full, size);
        const canvas = drawScaled(source.image, { x: 0, y: 0, ...source.size }, wanted);
        sent.push(putOutput(job.id, `thumb-${size}`, await encode(canvas, 'image/webp', THUMB_QUALITY)));
        if (source.image instanceof OffscreenCanvas) release(source.image);
        source = { image: canvas, size: wanted };
      }
      await Promise.all(sent);
      const { full } = picture;
      const notes = [...(picture.notes ?? []), ...(await fileNotes(file.bytes, file.mime))];
      const needsDisplay = await isShownOtherwise(file.bytes, file.mime);
      return {
        ...full,
        ...(notes.length > 0 && { notes }),
        ...(needsDisplay && { needsDisplay }),
      };
    } finally {
      picture.close();
    }
  });
}
