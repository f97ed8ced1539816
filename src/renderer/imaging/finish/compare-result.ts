import type { PixelBlock } from '../measure.ts';
import { coveredMask } from './covered.ts';
import { type FindChangedOptions, findChanged } from './find-changed.ts';
import { linearPlanes, type Planes, resamplePlanes } from './linear-planes.ts';
import { type ColorMatch, NO_MATCH, prepareColorFit } from './match-color.ts';
import { matchLocally } from './match-locally.ts';
import type { Placement } from './placement.ts';

/** What is known of a result once it was laid over its source. */
export interface ResultComparison {
  /** Null when the colors have too little in common: `changed` was found without. */
  readonly match: ColorMatch | null;
  /** The result in linear light in the source's colors, also place by place: what is put back. */
  readonly matched: Planes;
  /** One byte for each pixel of the result: 255 where it changed. */
  readonly changed: Uint8Array;
}

/**
 * Matches a result's colors to its source and finds what changed, each with the help of the other: matched on all that fits,
 * then again on what did not change. `placement` leads from `reference` into `result`.
 */
export function compareResult(
  reference: PixelBlock,
  result: PixelBlock,
  placement: Placement,
  options: FindChangedOptions = {},
): ResultComparison {
  const seen: Planes = resamplePlanes(linearPlanes(reference), placement, result);
  const covered = coveredMask(reference, placement, result);
  const fitColors = prepareColorFit(seen, result);
  const first = fitColors(covered);
  const changed = findChanged(seen, linearPlanes(result, (first ?? NO_MATCH).curves), covered, options);
  const unchangedIn = (mask: Uint8Array) => covered.map((value, at) => (mask[at] === 0 ? value : 0));
  if (!first) return { match: null, matched: linearPlanes(result), changed };
  const match = fitColors(unchangedIn(changed)) ?? first;
  const plain = linearPlanes(result, match.curves);
  const found = findChanged(seen, plain, covered, options);
  return { match, matched: matchLocally(seen, plain, unchangedIn(found)), changed: found };
}
