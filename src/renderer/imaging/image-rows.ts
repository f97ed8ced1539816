import type { Size } from '@shared/geometry.ts';
import { decodeWhole } from './decode.ts';
import { contextOf, newCanvas, release } from './draw.ts';
import { BAND_HEIGHT, bandsOf, type MaskRows, type RgbaRows, rowsOfMask } from './finish/rows.ts';
import { readGrayPng } from './gray-png.ts';
import type { OpenPicture } from './open.ts';

/**
 * Reads a decoded picture as rows, using a canvas of one band, so that its pixels are in memory once.
 * `release` frees the canvas.
 */
export function rowsOfImage(image: ImageBitmap): RgbaRows & { release(): void } {
  const { width, height } = image;
  let canvas: OffscreenCanvas | null = null;
  return {
    width,
    height,
    isFresh: true,
    rows(top, count) {
      if (!canvas || canvas.height < count) {
        if (canvas) release(canvas);
        canvas = newCanvas({ width, height: Math.min(height, Math.max(count, BAND_HEIGHT)) });
      }
      const context = contextOf(canvas);
      context.globalCompositeOperation = 'copy';
      context.imageSmoothingEnabled = false;
      context.drawImage(image, 0, -top);
      return context.getImageData(0, 0, width, count).data;
    },
    release() {
      if (canvas) release(canvas);
      canvas = null;
    },
  };
}

/** Reads the first channel of a mask file, in memory once. */
export async function readMask({ bytes, mime, stored }: OpenPicture): Promise<MaskRows & Size> {
  const gray = mime === 'image/png' ? await readGrayPng(bytes, stored) : null;
  if (gray) return rowsOfMask(gray, gray.data);
  const { image, close } = await decodeWhole(bytes, mime);
  const { width, height } = image;
  const data = new Uint8Array(width * height);
  const rows = rowsOfImage(image);
  for (const band of bandsOf(height)) {
    const seen = rows.rows(band.top, band.height);
    const from = band.top * width;
    for (let at = 0, p = 0; p < seen.length; at++, p += 4) data[from + at] = seen[p]!;
  }
  rows.release();
  close();
  return rowsOfMask({ width, height }, data);
}

/** Whether all pixels are opaque. */
export function isOpaque(picture: RgbaRows): boolean {
  return bandsOf(picture.height).every(({ top, height }) => {
    const data = picture.rows(top, height);
    for (let p = 3; p < data.length; p += 4) if (data[p] !== 255) return false;
    return true;
  });
}
