import { EDGE_LIMITS } from '@shared/domain/export.ts';
import type { Size } from '@shared/geometry.ts';
import { release } from './draw.ts';
import { RIFF_BYTES, webpChunks } from './webp-chunks.ts';

/** The pixels come after at most a header and a color profile of about half a kilobyte. */
const HEAD_BYTES = 16_384;

/** Whether a WebP can have this size. */
export function fitsWebp({ width, height }: Size): boolean {
  return Math.max(width, height) <= EDGE_LIMITS['image/webp'];
}

/**
 * Encodes an opaque sRGB canvas as lossless WebP and releases it. The browser's encoder is lossless at quality 1;
 * throws if it ever isn't. Transparent pictures would not be exact: a canvas multiplies colors by alpha. The file has
 * only its pixels: without the browser's color profile, which says sRGB, it is sRGB anyway.
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
  const head = new Uint8Array(await webp.slice(0, HEAD_BYTES).arrayBuffer());
  // Lossy pixels have the type `VP8 `.
  for (const { type, start, end } of webpChunks(head))
    if (type === 'VP8L' && end <= webp.size) return webp.slice(start, end);
  throw new Error(`Encoded as ${webp.type}, but not lossless.`);
}
