import { bandsOf, type MaskRows, type RgbaRows } from './rows.ts';

/** What a finished picture is worth, counted on the decoded file. */
export interface PixelCounts {
  /** Pixels where the mask is 0. */
  readonly outside: number;
  /** Of these, pixels that differ from the source: must be 0. */
  readonly outsideChanged: number;
  readonly inside: number;
  readonly insideChanged: number;
}

/**
 * Compares two pictures of one size, row by row, inside and outside a mask. Two pixels differ when any of their four bytes does;
 * colors of pixels that are wholly transparent in both are not seen, and encoders are free to drop them.
 */
export function countPixels(source: RgbaRows, finished: RgbaRows, mask: MaskRows): PixelCounts {
  const sizes = [finished, mask].every(
    ({ width, height }) => width === source.width && height === source.height,
  );
  if (!sizes) throw new RangeError('The pictures and the mask differ in size.');
  let [outside, outsideChanged, inside, insideChanged] = [0, 0, 0, 0];
  for (const { top, height } of bandsOf(source.height)) {
    // Copies: both may be read into the same memory.
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
