import type { Size } from '@shared/geometry.ts';
import type { Placement } from './placement.ts';
import type { MaskRows } from './rows.ts';

/**
 * Resamples a mask from a result's size to the source's: bilinear with a threshold of one half, so that its
 * edge is smooth. `placement` leads from the source into the result. 0 outside the result, where nothing came
 * back.
 */
export function maskAtSource(mask: Uint8Array, size: Size, placement: Placement, source: Size): MaskRows {
  const { scaleX, scaleY, x, y } = placement;
  const { firsts, lasts } = extents(mask, size);
  return {
    width: source.width,
    height: source.height,
    rows(top, height) {
      const out = new Uint8Array(source.width * height);
      for (let row = 0; row < height; row++) {
        const py = (top + row + 0.5) * scaleY + y;
        if (py < 0 || py > size.height) continue;
        const fy = Math.min(Math.max(py - 0.5, 0), size.height - 1);
        const y0 = Math.floor(fy);
        const y1 = Math.min(y0 + 1, size.height - 1);
        const first = Math.min(firsts[y0]!, firsts[y1]!);
        const last = Math.max(lasts[y0]!, lasts[y1]!);
        if (first > last) continue;
        // Nothing can be set beyond the neighbors of set pixels.
        const from = Math.max(0, Math.floor((first - 0.5 - x) / scaleX - 0.5));
        const to = Math.min(source.width, Math.ceil((last + 1.5 - x) / scaleX + 0.5));
        const above = y0 * size.width;
        const below = y1 * size.width;
        const down = fy - y0;
        for (let column = from; column < to; column++) {
          const px = (column + 0.5) * scaleX + x;
          if (px < 0 || px > size.width) continue;
          const fx = Math.min(Math.max(px - 0.5, 0), size.width - 1);
          const x0 = Math.floor(fx);
          const x1 = Math.min(x0 + 1, size.width - 1);
          const right = fx - x0;
          const value =
            (mask[above + x0]! * (1 - right) + mask[above + x1]! * right) * (1 - down) +
            (mask[below + x0]! * (1 - right) + mask[below + x1]! * right) * down;
          if (value >= 127.5) out[row * source.width + column] = 255;
        }
      }
      return out;
    },
  };
}

/** First and last set pixel of each row. The first is beyond the last in an empty row. */
function extents(mask: Uint8Array, { width, height }: Size): { firsts: Int32Array; lasts: Int32Array } {
  const firsts = new Int32Array(height).fill(width);
  const lasts = new Int32Array(height).fill(-1);
  for (let y = 0; y < height; y++)
    for (let at = y * width, x = 0; x < width; at++, x++) {
      if (mask[at] === 0) continue;
      if (firsts[y] === width) firsts[y] = x;
      lasts[y] = x;
    }
  return { firsts, lasts };
}
