import { EDGE_LIMITS } from '@shared/domain/export.ts';
import type { Size } from '@shared/geometry.ts';
import { release } from './draw.ts';

/** Up to the first chunk: RIFF, its length, WEBP. */
const RIFF_BYTES = 12;
/** The pixels come after at most a header and a color profile of about half a kilobyte. */
const HEAD_BYTES = 16_384;
/** The chunk of a lossless picture, `VP8L`. A lossy one has another. */
const LOSSLESS = 0x56_50_38_4c;

/** Whether a WebP can have this size. */
export function fitsWebp({ width, height }: Size): boolean {
  return Math.max(width, height) <= EDGE_LIMITS['image/webp'];
}

/**
 * Encodes an opaque sRGB canvas as lossless WebP and releases it. The browser's encoder is lossless at quality 1;
 * throws if it ever isn't. Transparent pictures would not be exact: a canvas multiplies colors by alpha. The file has
 * only its pixels: without the browser's color profile, which says sRGB, it is sRGB all the same.
 */
export async function encodeWebp(canvas: OffscreenCanvas): Promise<Blob> {
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 1 });
  release(canvas);
  const pixels = await losslessPixels(blob);
  const riff = new DataView(await blob.slice(0, RIFF_BYTES).arrayBuffer());
  riff.setUint32(4, 4 + pixels.size, true);
  return new Blob([riff, pixels], { type: 'image/webp' });
}

/** Returns the chunk with the pixels, padding included. Throws if they aren't lossless. */
async function losslessPixels(webp: Blob): Promise<Blob> {
  const head = new DataView(await webp.slice(0, HEAD_BYTES).arrayBuffer());
  for (let at = RIFF_BYTES; at + 8 <= head.byteLength; ) {
    const length = head.getUint32(at + 4, true);
    const end = at + 8 + length + (length & 1);
    if (head.getUint32(at) === LOSSLESS && end <= webp.size) return webp.slice(at, end);
    at = end;
  }
  throw new Error(`Encoded as ${webp.type}, but not lossless.`);
}
