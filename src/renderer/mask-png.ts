import type { Size } from '@shared/geometry.ts';
import { decode, encode } from 'fast-png';

/**
 * Encodes a mask as an 8-bit gray PNG: a third of what the browser's own encoder, which supports only RGBA,
 * writes. Takes about a second for 24 megapixels: use it in a worker.
 */
export function encodeMask({ width, height }: Size, mask: Uint8Array): Uint8Array<ArrayBuffer> {
  const png = encode({ width, height, data: mask, channels: 1, depth: 8 });
  return new Uint8Array(png);
}

/** Decodes the output of `encodeMask`. Throws for any other picture. */
export function decodeMask(bytes: Uint8Array): { readonly size: Size; readonly gray: Uint8Array } {
  const { width, height, channels, depth, data } = decode(bytes);
  if (channels !== 1 || depth !== 8 || data.length !== width * height)
    throw new TypeError('Not a gray PNG of 8 bits.');
  return { size: { width, height }, gray: new Uint8Array(data.buffer, data.byteOffset, data.length) };
}
