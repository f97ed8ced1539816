import type { Size } from '@shared/geometry.ts';

/** Pixels of whole pictures that the page decodes at a time: 400 MB, as much as one picture may have. */
const BUDGET_PIXELS = 100_000_000;

/** Which pictures are shown whole; the others as their large thumbnails. `first`: the place that always is. */
export function shownWhole(pictures: readonly Size[], first: number): readonly boolean[] {
  let left = BUDGET_PIXELS;
  const whole = pictures.map(() => false);
  const inTurn = [first, ...pictures.keys()].filter((place, i, all) => all.indexOf(place) === i);
  for (const place of inTurn) {
    const picture = pictures[place];
    if (!picture) continue;
    const pixels = picture.width * picture.height;
    if (pixels > left && place !== first) continue;
    left -= pixels;
    whole[place] = true;
  }
  return whole;
}
