import type { PixelBlock } from '../../imaging/measure.ts';
import { thumbOf } from '../../stores/picture-urls.ts';

/** Returns the pixels of a small thumbnail. Rejects if there is none. */
export async function readThumb(sha256: string): Promise<PixelBlock> {
  const image = new Image();
  image.src = thumbOf(sha256, 256);
  await image.decode();
  const { naturalWidth: width, naturalHeight: height } = image;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('No canvas.');
  context.drawImage(image, 0, 0);
  return { width, height, data: context.getImageData(0, 0, width, height).data };
}
