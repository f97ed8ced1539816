import type { Size } from '@shared/geometry.ts';
import { newCanvas, release } from './draw.ts';
import type { Band } from './finish/rows.ts';

/** Longest edge of a canvas that the browser copies pictures to without scaling any part of it. */
const EDGE_MAX = 16_384;
/** Bytes within which a PNG's pixel data starts, after its header and color chunks. */
const HEAD_BYTES = 64 * 1024;
/** The signature and the header. */
const HEADER_BYTES = 33;

/** Whether a picture fits on a canvas of its own size. */
export function fitsCanvas({ width, height }: Size): boolean {
  return Math.max(width, height) <= EDGE_MAX;
}

/** A canvas without transparency: its PNG has three channels, and its bytes are kept exactly. */
export function opaqueCanvas(size: Size): OffscreenCanvas {
  const canvas = newCanvas(size);
  // The first context determines the canvas format.
  opaqueContext(canvas);
  return canvas;
}

function opaqueContext(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true, colorSpace: 'srgb' });
  if (!context) throw new Error('No canvas.');
  context.imageSmoothingEnabled = false;
  return context;
}

/** Draws a bitmap of the canvas' size on it, pixel by pixel. */
export function drawExactly(canvas: OffscreenCanvas, image: ImageBitmap): void {
  opaqueContext(canvas).drawImage(image, 0, 0);
}

/** Puts bands in their places. */
export function putBands(canvas: OffscreenCanvas, bands: Iterable<Band>): void {
  const context = opaqueContext(canvas);
  for (const { top, height, data } of bands)
    context.putImageData(new ImageData(new Uint8ClampedArray(data), canvas.width, height), 0, top);
}

/**
 * Encodes a canvas by the browser’s own encoder and releases it. `colors`: chunks that say which colors its numbers are,
 * in place of those that the browser names.
 */
export async function encodeCanvas(
  canvas: OffscreenCanvas,
  colors: readonly Uint8Array<ArrayBuffer>[],
): Promise<Blob> {
  const { width, height } = canvas;
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  release(canvas);
  const head = new DataView(await blob.slice(0, HEAD_BYTES).arrayBuffer());
  if (head.getUint32(16) !== width || head.getUint32(20) !== height)
    throw new Error(`Encoded as ${head.getUint32(16)} x ${head.getUint32(20)}, not ${width} x ${height}.`);
  return new Blob([blob.slice(0, HEADER_BYTES), ...colors, blob.slice(firstPixels(head))], {
    type: 'image/png',
  });
}

/** Returns the start of the first pixel chunk. Throws if it isn't near the beginning. */
function firstPixels(png: DataView): number {
  for (let at = HEADER_BYTES; at + 8 <= png.byteLength; at += 12 + png.getUint32(at))
    if (png.getUint32(at + 4) === IDAT) return at;
  throw new Error('No pixels at the beginning of a PNG.');
}

const IDAT = 0x49_44_41_54;
