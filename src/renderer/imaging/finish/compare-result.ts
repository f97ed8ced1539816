import type { Size } from '@shared/geometry.ts';
import type { PixelBlock } from '../measure.ts';
import { halved } from '../plane.ts';
import { coveredMask } from './covered.ts';
import { type ChangeMeasure, type FindChangedOptions, findChanged, prepareMeasure } from './find-changed.ts';
import { halvedBlock, TO_HALF } from './halve.ts';
import { linearPlanes, mapChannels, type Planes, resamplePlanes } from './linear-planes.ts';
import { type ColorMatch, NO_MATCH, prepareColorFit } from './match-color.ts';
import { matchLocally } from './match-locally.ts';
import { chain, type Placement } from './placement.ts';

/** Comparison of a result with its source, once aligned. */
export interface ResultComparison {
  /** Null if the colors have too little in common: `changed` was found without it. */
  readonly match: ColorMatch | null;
  /** The result in linear light with the source's colors, also corrected locally: what is put back. */
  readonly matched: Planes;
  /** One byte per pixel of the result: 255 where it changed. */
  readonly changed: Uint8Array;
  /** Basis of `changed`: with other options, `findChanged` returns another mask from it. */
  readonly measure: ChangeMeasure;
  /** One byte per pixel of the result: 0 where it shows content beyond the source. */
  readonly covered: Uint8Array;
}

/** Above this number of pixels, colors are matched on halves, which is enough for one curve per channel. */
const MOST_PIXELS = 400_000;

/**
 * Matches a result's colors to its source and finds what changed, alternately: matched on everything that
 * fits, then again on the unchanged part. `placement` leads from `reference` into `result`.
 */
export function compareResult(
  reference: PixelBlock,
  result: PixelBlock,
  placement: Placement,
  options: FindChangedOptions = {},
): ResultComparison {
  const seen = resamplePlanes(linearPlanes(reference), placement, result);
  const covered = coveredMask(reference, placement, result);
  const match = matchColors(reference, seen, result, placement, options);
  const plain = linearPlanes(result, (match ?? NO_MATCH).curves);
  const measure = prepareMeasure(seen, covered)(plain);
  const changed = findChanged(measure, covered, options);
  const matched = match ? matchLocally(seen, plain, unchanged(covered, changed)) : plain;
  return { match, matched, changed, measure, covered };
}

/** Fits colors on everything that fits, then again without what was found changed. */
function matchColors(
  reference: Size,
  seen: Planes,
  result: PixelBlock,
  placement: Placement,
  options: FindChangedOptions,
): ColorMatch | null {
  if (result.width * result.height > MOST_PIXELS) {
    const half = halvedBlock(result);
    return matchColors(reference, mapChannels(seen, halved), half, chain(placement, TO_HALF), options);
  }
  const covered = coveredMask(reference, placement, result);
  const fitColors = prepareColorFit(seen, result);
  const first = fitColors(covered);
  if (!first) return null;
  const measure = prepareMeasure(seen, covered)(linearPlanes(result, first.curves));
  return fitColors(unchanged(covered, findChanged(measure, covered, options))) ?? first;
}

/** Pixels in both pictures that weren't found changed. */
function unchanged(covered: Uint8Array, changed: Uint8Array): Uint8Array {
  const out = covered.slice();
  for (let at = 0; at < out.length; at++) if (changed[at] !== 0) out[at] = 0;
  return out;
}
