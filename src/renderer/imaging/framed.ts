import type { PadFill } from '@shared/domain/prepare.ts';
import type { Size } from '@shared/geometry.ts';
import { contextOf, drawScaled, newCanvas, release } from './draw.ts';
import type { Frame } from './finish/frame.ts';
import { paddedRows } from './finish/padded-rows.ts';
import { replaceProtected } from './finish/protect.ts';
import { type Band, bandsOf, type MaskRows, type RgbaRows } from './finish/rows.ts';
import { rowsOfImage } from './image-rows.ts';

/**
 * Draws what is sent of a source, at a size: the part in the frame, padded, with `hidden` areas replaced
 * before any scaling.
 */
export function drawFrame(
  image: ImageBitmap,
  { whole, at, sent }: Frame,
  fill: PadFill,
  hidden: MaskRows | null,
  size: Size,
): OffscreenCanvas {
  const isPadded = whole.width !== image.width || whole.height !== image.height;
  if (!isPadded && !hidden) return drawScaled(image, sent, size);
  const seen = rowsOfImage(image);
  const bands = hidden ? replaceProtected(seen, hidden) : wholeBands(seen);
  // The source first, since its rows were read for the replacement colors.
  const source = newCanvas(image);
  paint(source, bands);
  seen.release();
  if (!isPadded) return scaled(source, sent, size);
  const canvas = newCanvas(whole);
  const context = contextOf(source);
  const rows: RgbaRows = {
    width: image.width,
    height: image.height,
    rows: (top, height) => context.getImageData(0, top, image.width, height).data,
  };
  paint(canvas, wholeBands(paddedRows(rows, whole, at, fill)));
  release(source);
  return scaled(canvas, sent, size);
}

function scaled(canvas: OffscreenCanvas, part: Frame['sent'], size: Size): OffscreenCanvas {
  const out = drawScaled(canvas, part, size);
  release(canvas);
  return out;
}

function* wholeBands(picture: RgbaRows): Generator<Band, void> {
  for (const { top, height } of bandsOf(picture.height))
    yield { top, height, data: picture.rows(top, height) };
}

function paint(canvas: OffscreenCanvas, bands: Iterable<Band>): void {
  const context = contextOf(canvas);
  for (const { top, height, data } of bands)
    context.putImageData(new ImageData(new Uint8ClampedArray(data), canvas.width, height), 0, top);
}
