import { EDGE_LIMITS } from '@shared/domain/export.ts';
import type { EncodedMime } from '@shared/domain/image.ts';
import type { Box, Size } from '@shared/geometry.ts';
import { DecodeError } from './decode-error.ts';
import { readStoredSize } from './header.ts';
import { drawPart, isLong } from './long.ts';

/** Maximum edge (px) of one scaling step. */
const MAX_EDGE = 8192;
/** The same for pictures longer than the browser can scale in one piece. */
const MAX_LONG_EDGE = 32_767;
/** Larger canvases are blank, without an error. */
const CANVAS_EDGE_MAX = 65_535;
/** A picture's size is within these first bytes. */
const HEAD_BYTES = 4096;

/** Creates a canvas in main memory: drawing is the same on every machine, and reading back is fast. */
export function newCanvas({ width, height }: Size): OffscreenCanvas {
  if (Math.max(width, height) > CANVAS_EDGE_MAX)
    throw new DecodeError('format-too-small', `No canvas of ${width} x ${height}.`);
  return new OffscreenCanvas(width, height);
}

export function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true, colorSpace: 'srgb' });
  if (!context) throw new Error('No canvas.');
  return context;
}

/**
 * Draws a part of a picture at a size. It halves repeatedly, each pixel the mean of four, so that fine
 * patterns are averaged instead of aliased, and ends with one smooth scaling step.
 */
export function drawScaled(picture: CanvasImageSource, part: Box, size: Size): OffscreenCanvas {
  let source: CanvasImageSource = picture;
  let from = part;
  for (;;) {
    const most = isLong(from) ? MAX_LONG_EDGE : MAX_EDGE;
    const next = {
      width: nextEdge(from.width, size.width, most),
      height: nextEdge(from.height, size.height, most),
    };
    const canvas = newCanvas(next);
    const context = contextOf(canvas);
    const last = next.width === size.width && next.height === size.height;
    context.imageSmoothingQuality = last ? 'high' : 'low';
    drawPart(context, source, from, next);
    if (source instanceof OffscreenCanvas) release(source);
    if (last) return canvas;
    source = canvas;
    from = { x: 0, y: 0, ...next };
  }
}

function nextEdge(from: number, to: number, most: number): number {
  return Math.max(to, Math.min(Math.ceil(from / 2), most));
}

/** Frees a canvas's memory immediately instead of at the next garbage collection. */
export function release(canvas: OffscreenCanvas): void {
  canvas.width = 1;
  canvas.height = 1;
}

/** Returns all pixels of a canvas, RGBA in sRGB. */
export function pixelsOf(canvas: OffscreenCanvas): ImageData {
  return contextOf(canvas).getImageData(0, 0, canvas.width, canvas.height);
}

/** Throws a `ReservedReason` if the format doesn't support this size. */
export function assertHolds(mime: EncodedMime, { width, height }: Size): void {
  if (Math.max(width, height) > EDGE_LIMITS[mime])
    throw new DecodeError('format-too-small', `${mime} holds no ${width} x ${height}.`);
}

/**
 * Encodes a canvas. `quality` is 0 to 1, ignored for PNG. JPEG has no transparency and gets a white
 * background. The output is read back, because an encoder may silently crop a picture to the format's limits.
 */
export async function encode(canvas: OffscreenCanvas, mime: EncodedMime, quality: number): Promise<Blob> {
  assertHolds(mime, canvas);
  if (mime === 'image/jpeg') {
    const context = contextOf(canvas);
    context.globalCompositeOperation = 'destination-over';
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
  }
  const blob = await canvas.convertToBlob({ type: mime, quality });
  if (blob.type !== mime) throw new Error(`Encoded as ${blob.type}, not ${mime}.`);
  const { width, height } = readStoredSize(
    new Uint8Array(await blob.slice(0, HEAD_BYTES).arrayBuffer()),
    mime,
  );
  if (width !== canvas.width || height !== canvas.height)
    throw new DecodeError(
      'format-too-small',
      `${canvas.width} x ${canvas.height} became ${width} x ${height}.`,
    );
  return blob;
}
