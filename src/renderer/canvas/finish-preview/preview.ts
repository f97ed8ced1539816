import type { Size } from '@shared/geometry.ts';
import { finishPicture } from '../../imaging/finish/finish-picture.ts';
import { type Frame, frameOf } from '../../imaging/finish/frame.ts';
import { collectBands, everyBand, rowsOfBlock, rowsOfMask } from '../../imaging/finish/rows.ts';
import type { PixelBlock } from '../../imaging/measure.ts';
import type { PreviewMask, PreviewQuestion } from './messages.ts';

/**
 * Puts a result back into a small copy of its source, with the same steps as at full size. Throws a
 * `DecodeError` if that is impossible.
 */
export function previewFinish(
  source: PixelBlock,
  result: PixelBlock,
  { sourceSize, region, recipe, drawn }: Pick<PreviewQuestion, 'sourceSize' | 'region' | 'recipe' | 'drawn'>,
  colorsOf: PixelBlock | null = null,
): PixelBlock {
  const { frame, reference, scale } = framedCopy(source, { sourceSize, region });
  const { whole, changed } = finishPicture(
    {
      frame,
      source: rowsOfBlock(source),
      fill: 'mirror',
      reference,
      result,
      recipe: { ...recipe, featherPx: recipe.featherPx * scale },
      drawn: drawn && rowsOfMask(source, sampled(drawn, source)),
      hidden: null,
      colorsOf,
    },
    () => {},
  );
  return collectBands(source, everyBand(whole, changed));
}

/** Returns the frame of a small copy of the source, the part of it that was sent, and the copy's scale. */
export function framedCopy(
  source: PixelBlock,
  { sourceSize, region }: Pick<PreviewQuestion, 'sourceSize' | 'region'>,
): { readonly frame: Frame; readonly reference: PixelBlock; readonly scale: number } {
  const scale = source.width / sourceSize.width;
  const scaled = region && {
    x: Math.floor(region.x * scale),
    y: Math.floor(region.y * scale),
    width: Math.max(1, Math.floor(region.width * scale)),
    height: Math.max(1, Math.floor(region.height * scale)),
  };
  const frame = frameOf(source, { region: scaled, pad: null });
  return { frame, reference: cropped(source, frame.sent), scale };
}

function cropped(block: PixelBlock, { x, y, width, height }: { x: number; y: number } & Size): PixelBlock {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let row = 0; row < height; row++) {
    const from = ((y + row) * block.width + x) * 4;
    data.set(block.data.subarray(from, from + width * 4), row * width * 4);
  }
  return { width, height, data };
}

/** Samples a mask at another size (nearest neighbor). */
function sampled({ width, height, data }: PreviewMask, size: Size): Uint8Array {
  const out = new Uint8Array(size.width * size.height);
  for (let y = 0, at = 0; y < size.height; y++) {
    const row = Math.floor(((y + 0.5) / size.height) * height) * width;
    for (let x = 0; x < size.width; x++, at++)
      out[at] = data[row + Math.floor(((x + 0.5) / size.width) * width)] ?? 0;
  }
  return out;
}
