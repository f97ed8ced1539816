import type { PixelBlock } from '../measure.ts';
import type { Placement } from './placement.ts';
import { byteOfLinear, LINEAR_OF_BYTE } from './transfer.ts';

/** Placement of a picture in its half. */
export const TO_HALF: Placement = { scaleX: 0.5, scaleY: 0.5, x: 0, y: 0 };

/** Means of two by two pixels in linear light, opaque. Drops an odd last row or column. */
export function halvedBlock({ width: from, height: rows, data }: PixelBlock): PixelBlock {
  const [width, height] = [from >> 1, rows >> 1];
  const out = new Uint8ClampedArray(width * height * 4).fill(255);
  const line = from * 4;
  for (let y = 0, to = 0; y < height; y++)
    for (let x = 0, at = 2 * y * line; x < width; x++, at += 8, to += 4)
      for (let c = 0; c < 3; c++) {
        const p = at + c;
        const sum =
          LINEAR_OF_BYTE[data[p]!]! +
          LINEAR_OF_BYTE[data[p + 4]!]! +
          LINEAR_OF_BYTE[data[p + line]!]! +
          LINEAR_OF_BYTE[data[p + line + 4]!]!;
        out[to + c] = byteOfLinear(sum / 4);
      }
  return { width, height, data: out };
}
