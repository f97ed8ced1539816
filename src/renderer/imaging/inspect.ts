import { thumbMime } from '@shared/domain/image.ts';
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

const THUMB_QUALITY = { 'image/jpeg': 0.85, 'image/webp': 0.8 } as const;
/**
 * A decoder that scales can return an eighth, a quarter and so on. If that is at least this share of the largest
 * thumbnail, it is the thumbnail, without being drawn smaller: 1000 px of a photograph of 4000.
 */
const CLOSE_ENOUGH = 0.97;

export async function inspect(job: InspectJob, say: (message: FromWorker) => void): Promise<PictureInfo> {
  const sizes = job.thumbs.toSorted((a, b) => b - a);
  const { id, mime, maxPixels } = job;
  const thumbType = thumbMime(mime);
  return withPictures({ id, mimes: [mime], maxPixels }, say, async ([file]) => {
    const enough = Math.max(1, Math.ceil(CLOSE_ENOUGH * (sizes[0] ?? 1)));
    const picture = await decodeFor(enough, file.bytes, file.mime, file.stored);
    try {
      // Each thumbnail is made from the next larger one.
      const sent: Promise<void>[] = [];
      let source: { image: CanvasImageSource; size: Size } = picture;
      for (const size of sizes) {
        const longest = Math.min(size, Math.max(source.size.width, source.size.height));
        const wanted = fitWithin(picture.full, longest);
        const canvas = drawScaled(source.image, { x: 0, y: 0, ...source.size }, wanted);
        sent.push(
          putOutput(job.id, `thumb-${size}`, await encode(canvas, thumbType, THUMB_QUALITY[thumbType])),
        );
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
