import type { Size } from '@shared/geometry.ts';
import { decode, encode } from 'fast-png';

/**
 * Writes a mask as a gray PNG of 8 bits: one byte a pixel, a third of what the browser's own encoder writes, which knows only RGBA.
 * Takes about a second for 24 megapixels: for workers.
 */
export function encodeMask({ width, height }: Size, mask: Uint8Array): Uint8Array<ArrayBuffer> {
  const png = encode({ width, height, data: mask, channels: 1, depth: 8 });
  return new Uint8Array(png);
}

/** Reads what `encodeMask` wrote. Throws for any other picture. */
export function decodeMask(bytes: Uint8Array): { readonly size: Size; readonly gray: Uint8Array } {
  const { width, height, channels, depth, data } = decode(bytes);
  if (channels !== 1 || depth !== 8 || data.length !== width * height)
    throw new TypeError('Not a gray PNG of 8 bits.');
  return { size: { width, height }, gray: new Uint8Array(data.buffer, data.byteOffset, data.length) };
}
