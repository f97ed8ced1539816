import { bandsOf, type MaskRows, type RgbaRows } from './rows.ts';
import { nextSet } from './set-columns.ts';

/** Pixel counts of a finished picture's decoded file. */
export interface PixelCounts {
  /** Number of pixels where the mask is 0. */
  readonly outside: number;
  /** Number of these that differ from the source. Must be 0. */
  readonly outsideChanged: number;
  readonly inside: number;
  readonly insideChanged: number;
}

/**
 * Compares two pictures of the same size by rows, inside and outside a mask. Pixels differ if any of their
 * four bytes does. Pixels fully transparent in both are skipped, because encoders may drop their colors.
 */
export function countPixels(source: RgbaRows, finished: RgbaRows, mask: MaskRows): PixelCounts {
  const sizes = [finished, mask].every(
    ({ width, height }) => width === source.width && height === source.height,
  );
  if (!sizes) throw new RangeError('The pictures and the mask differ in size.');
  const counts = { outside: 0, outsideChanged: 0, inside: 0, insideChanged: 0 };
  const bands = bandsOf(source.height);
  for (const { top, height } of bands) {
    const rows = source.rows(top, height);
    // Both may be read into the same memory.
    const before = viewOf(source.isFresh ? rows : new Uint8ClampedArray(rows));
    const after = viewOf(finished.rows(top, height));
    const allowed = mask.rows(top, height);
    for (let at = 0; at < allowed.length; ) {
      const set = nextSet(allowed, at, allowed.length);
      counts.outside += set - at;
      counts.outsideChanged += differences(before, after, at, set);
      let unset = set;
      while (unset < allowed.length && allowed[unset] !== 0) unset++;
      counts.inside += unset - set;
      counts.insideChanged += differences(before, after, set, unset);
      at = unset;
    }
  }
  return counts;
}

/** Number of pixels of a range that differ. */
function differences(before: Uint32Array, after: Uint32Array, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++)
    if (before[at] !== after[at] && ((before[at]! | after[at]!) & ALPHA) !== 0) count++;
  return count;
}

/** The alpha of a pixel read as one number, on a little-endian machine, as all that Electron runs on are. */
const ALPHA = 0xff_00_00_00;

/** Pixels as one number each, copied only if they are unaligned. */
function viewOf(pixels: Uint8ClampedArray): Uint32Array {
  const aligned = pixels.byteOffset % 4 === 0 ? pixels : pixels.slice();
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4);
}
