import type { Box, Size } from './size.ts';

/** The largest step of a shrink, in pixels of edge: wider canvases are refused by the browser. */
const MAX_EDGE = 8192;

/** A canvas kept in plain memory: drawing is the same on every machine, and reading back is fast. */
export function newCanvas({ width, height }: Size): OffscreenCanvas {
  return new OffscreenCanvas(width, height);
}

export function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true, colorSpace: 'srgb' });
  if (!context) throw new Error('No canvas.');
  return context;
}

/**
 * Draws a part of a picture at a size. Shrinks by halves, each pixel the mean of four, so that fine patterns
 * turn into their mean instead of into moiré; then the rest of the way in one smooth step.
 */
export function drawScaled(picture: CanvasImageSource, part: Box, size: Size): OffscreenCanvas {
  let source: CanvasImageSource = picture;
  let from = part;
  for (;;) {
    const next = {
      width: nextEdge(from.width, size.width),
      height: nextEdge(from.height, size.height),
    };
    const canvas = newCanvas(next);
    const context = contextOf(canvas);
    const last = next.width === size.width && next.height === size.height;
    context.imageSmoothingQuality = last ? 'high' : 'low';
    context.drawImage(source, from.x, from.y, from.width, from.height, 0, 0, next.width, next.height);
    if (source instanceof OffscreenCanvas) release(source);
    if (last) return canvas;
    source = canvas;
    from = { x: 0, y: 0, ...next };
  }
}

function nextEdge(from: number, to: number): number {
  return Math.max(to, Math.min(Math.ceil(from / 2), MAX_EDGE));
}

/** Gives a canvas's memory back at once, not when the collector comes. */
export function release(canvas: OffscreenCanvas): void {
  canvas.width = 1;
  canvas.height = 1;
}

/** Every pixel of a canvas, RGBA in sRGB. */
export function pixelsOf(canvas: OffscreenCanvas): ImageData {
  return contextOf(canvas).getImageData(0, 0, canvas.width, canvas.height);
}

/** Encodes a canvas. `quality` 0 to 1; PNG has none. JPEG has no transparency: it gets a white ground. */
export async function encode(
  canvas: OffscreenCanvas,
  mime: 'image/png' | 'image/jpeg' | 'image/webp',
  quality: number,
): Promise<Blob> {
  if (mime === 'image/jpeg') {
    const context = contextOf(canvas);
    context.globalCompositeOperation = 'destination-over';
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
  }
  const blob = await canvas.convertToBlob({ type: mime, quality });
  if (blob.type !== mime) throw new Error(`Encoded as ${blob.type}, not ${mime}.`);
  return blob;
}
