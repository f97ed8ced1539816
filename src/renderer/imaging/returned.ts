import type { PadFill } from '@shared/domain/prepare.ts';
import type { Size } from '@shared/geometry.ts';
import { decodeWhole } from './decode.ts';
import { drawScaled, newCanvas, pixelsOf, release } from './draw.ts';
import type { Frame } from './finish/frame.ts';
import type { MaskRows } from './finish/rows.ts';
import { drawFrame } from './framed.ts';
import type { PixelBlock } from './measure.ts';
import type { OpenPicture } from './open.ts';
import { within } from './size.ts';

/** Maximum number of pixels of a result, more than services output. A larger one is scaled down. */
const RESULT_MAX_PIXELS = 4_500_000;

/** Reads the pixels of a result in its source's color space, scaled down to `maxPixels`. */
export async function readResult(
  { bytes, mime }: OpenPicture,
  space: 'srgb' | 'display-p3',
  maxPixels = RESULT_MAX_PIXELS,
): Promise<PixelBlock> {
  const { image, full, close } = await decodeWhole(bytes, mime);
  const size = within(full, maxPixels);
  if (space === 'srgb') {
    const canvas = drawScaled(image, { x: 0, y: 0, ...full }, size);
    close();
    return taken(canvas);
  }
  const canvas = newCanvas(size);
  const context = canvas.getContext('2d', { willReadFrequently: true, colorSpace: space });
  if (!context) throw new Error('No canvas.');
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, size.width, size.height);
  close();
  const { width, height, data } = context.getImageData(0, 0, size.width, size.height);
  release(canvas);
  return { width, height, data };
}

/** Returns what was sent of a source, scaled to the resolution of a result of this size. */
export function referenceFor(
  result: Size,
  image: ImageBitmap,
  frame: Frame,
  fill: PadFill,
  hidden: MaskRows | null,
): PixelBlock {
  const { width, height } = frame.sent;
  const scale = Math.min(1, Math.max(result.width / width, result.height / height));
  const size = {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
  const canvas = drawFrame(image, frame, fill, hidden, size);
  return taken(canvas);
}

/** Takes the pixels of an unneeded canvas as a plain object: spreading an `ImageData` would lose its size. */
function taken(canvas: OffscreenCanvas): PixelBlock {
  const { width, height, data } = pixelsOf(canvas);
  release(canvas);
  return { width, height, data };
}
