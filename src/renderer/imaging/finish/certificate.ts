import { bandsOf, type MaskRows, type RgbaRows } from './rows.ts';

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
  let [outside, outsideChanged, inside, insideChanged] = [0, 0, 0, 0];
  for (const { top, height } of bandsOf(source.height)) {
    // Copies, because both may be read into the same memory.
    const before = source.rows(top, height).slice();
    const after = finished.rows(top, height);
    const allowed = mask.rows(top, height);
    for (let at = 0, p = 0; at < allowed.length; at++, p += 4) {
      const differs =
        (before[p] !== after[p] ||
          before[p + 1] !== after[p + 1] ||
          before[p + 2] !== after[p + 2] ||
          before[p + 3] !== after[p + 3]) &&
        (before[p + 3] !== 0 || after[p + 3] !== 0);
      if (allowed[at] === 0) {
        outside++;
        if (differs) outsideChanged++;
      } else {
        inside++;
        if (differs) insideChanged++;
      }
    }
  }
  return { outside, outsideChanged, inside, insideChanged };
}
