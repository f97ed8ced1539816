import { EDGE_LIMITS } from '@shared/domain/export.ts';
import type { Size } from '@shared/geometry.ts';
import { release } from './draw.ts';

/** Bytes of the header up to the name of the first chunk. */
const HEAD_BYTES = 16;
/** The chunk of a lossless picture. A lossy one has another. */
const LOSSLESS = 'VP8L';

/** Whether a WebP can have this size. */
export function fitsWebp({ width, height }: Size): boolean {
  return Math.max(width, height) <= EDGE_LIMITS['image/webp'];
}

/**
 * Encodes an opaque canvas as lossless WebP and releases it. The browser's encoder is lossless at quality 1;
 * throws if it ever isn't. Transparent pictures would not be exact: a canvas multiplies colors by alpha.
 */
export async function encodeWebp(canvas: OffscreenCanvas): Promise<Blob> {
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 1 });
  release(canvas);
  const head = await blob.slice(0, HEAD_BYTES).text();
  if (blob.type !== 'image/webp' || !head.endsWith(LOSSLESS))
    throw new Error(`Encoded as ${blob.type}, ${head}.`);
  return blob;
}
