import type { PadFill } from '@shared/domain/prepare.ts';
import type { Point, Size } from '@shared/geometry.ts';
import { type MaskRows, type RgbaRows, wordsOf } from './rows.ts';

/** Opaque gray: the `flat` fill, as neutral as possible. */
const FLAT = 0xff_80_80_80;

/**
 * A source with filled padding: what is sent with a pad, and what a finished picture keeps where nothing came
 * back.
 */
export function paddedRows(source: RgbaRows, whole: Size, at: Point, fill: PadFill): RgbaRows {
  if (whole.width === source.width && whole.height === source.height) return source;
  const columns = indices(whole.width, at.x, source.width, fill);
  const lines = indices(whole.height, at.y, source.height, fill);
  return {
    ...whole,
    rows(top, height) {
      const out = new Uint32Array(whole.width * height).fill(FLAT);
      const wanted = lines.subarray(top, top + height).filter((line) => line >= 0);
      if (wanted.length > 0) {
        const first = Math.min(...wanted);
        const last = Math.max(...wanted);
        const seen = wordsOf(source.rows(first, last - first + 1));
        for (let row = 0; row < height; row++) {
          const line = lines[top + row] ?? -1;
          if (line < 0) continue;
          const from = (line - first) * source.width;
          const to = row * whole.width;
          for (let x = 0; x < whole.width; x++) {
            const column = columns[x]!;
            if (column >= 0) out[to + x] = seen[from + column]!;
          }
        }
      }
      return new Uint8ClampedArray(out.buffer);
    },
  };
}

/** Source position of each position along an axis, or -1 for none. */
function indices(length: number, start: number, from: number, fill: PadFill): Int32Array {
  return Int32Array.from({ length }, (_, i) => {
    const at = i - start;
    if (at >= 0 && at < from) return at;
    if (fill === 'flat') return -1;
    if (fill === 'edge') return at < 0 ? 0 : from - 1;
    // Mirrored repeatedly, with the edge pixel doubled.
    const turn = ((at % (2 * from)) + 2 * from) % (2 * from);
    return turn < from ? turn : 2 * from - 1 - turn;
  });
}

/** Pads a mask of the source. `beyond` is the value around the source. */
export function paddedMask(mask: MaskRows, whole: Size, at: Point, beyond: 0 | 255): MaskRows {
  if (whole.width === mask.width && whole.height === mask.height) return mask;
  return {
    ...whole,
    rows(top, height) {
      const out = new Uint8Array(whole.width * height).fill(beyond);
      const first = Math.max(top, at.y);
      const last = Math.min(top + height, at.y + mask.height);
      if (last <= first) return out;
      const seen = mask.rows(first - at.y, last - first);
      for (let y = first; y < last; y++)
        out.set(
          seen.subarray((y - first) * mask.width, (y - first + 1) * mask.width),
          (y - top) * whole.width + at.x,
        );
      return out;
    },
  };
}
