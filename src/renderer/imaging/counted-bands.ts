import type { Band } from './finish/rows.ts';

/** Minimum interval between two progress reports, in milliseconds. */
const STEP_MS = 100;

/** The same bands, telling the share of the rows that were taken, 0 to 1. */
export function* countedBands(
  bands: Iterable<Band>,
  height: number,
  tell: (share: number) => void,
): Generator<Band, void> {
  let toldAt = performance.now();
  for (const band of bands) {
    yield band;
    if (performance.now() - toldAt < STEP_MS) continue;
    toldAt = performance.now();
    tell((band.top + band.height) / height);
  }
}
