import type { Size } from '@shared/geometry.ts';

/** Limit of decoded pixels in the page: 400 MB, the maximum of a single picture. */
const BUDGET_PIXELS = 100_000_000;

/**
 * Returns which pictures are shown at full size instead of as large thumbnails. `first`: the index that
 * always is.
 */
export function shownWhole(pictures: readonly Size[], first: number): readonly boolean[] {
  let left = BUDGET_PIXELS;
  const whole = pictures.map(() => false);
  const inOrder = [first, ...pictures.keys()].filter((place, i, all) => all.indexOf(place) === i);
  for (const place of inOrder) {
    const picture = pictures[place];
    if (!picture) continue;
    const pixels = picture.width * picture.height;
    if (pixels > left && place !== first) continue;
    left -= pixels;
    whole[place] = true;
  }
  return whole;
}
