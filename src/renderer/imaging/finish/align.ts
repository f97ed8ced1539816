import type { Point, Size } from '@shared/geometry.ts';
import type { PixelBlock } from '../measure.ts';
import { createPhaseCorrelator } from '../phase.ts';
import { squareAround } from '../plane.ts';
import { boxMean, softened } from './blur.ts';
import { lumaPlane } from './channels.ts';
import {
  chain,
  cornerDistance,
  covering,
  IN_PLACE,
  inverse,
  type Placement,
  stretched,
} from './placement.ts';
import { ALL_VOTES, FEW_VOTES, type Fit, fitPlacement } from './refine-placement.ts';
import { type FloatPlane, resample } from './resample.ts';

/** The alignment, or why it failed. */
export type Alignment =
  | {
      readonly aligned: true;
      /** From the reference into the result, in pixels of both. */
      readonly placement: Placement;
      /** Share of the textured places that support it, 0 to 1. */
      readonly support: number;
      /** Uncertainty from noise at the worst corner: one standard deviation, in pixels of the result. */
      readonly uncertainty: number;
    }
  | { readonly aligned: false; readonly reason: AlignmentFailure };

/**
 * `too-small`: too few pixels; `no-detail`: flat pictures; `no-match`: another picture; `uncertain`:
 * ambiguous.
 */
export type AlignmentFailure = 'too-small' | 'no-detail' | 'no-match' | 'uncertain';

const LEAST_EDGE = 48;
/** Side of the squares for the coarse correlation (px), a power of two. */
const COARSE = 256;
const SCALES = [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, -6].map((percent) => 1 + percent / 100);
/**
 * Services keep the aspect ratio or stretch to their own sizes. Below this difference, stretching and
 * covering are equal.
 */
const SHAPE_TOLERANCE = 0.003;
/** Number of coarse candidates to refine. */
const FOLLOWED = 3;
/** Low frequencies don't locate anything: the mean over this radius (px) is subtracted. */
const DETAIL_RADIUS = 10;
/** The smallest copies that are left out, at most, when they lead away. */
const MOST_SKIPPED = 2;
/** Distance (px) at the worst corner, below which a round of the last level is the last one. */
const ALMOST_ALIGNED = 0.2;
const LEAST_SUPPORT = 0.2;
const MOST_UNCERTAINTY = 0.15;

/**
 * Locates `reference` (the source at any scale) in `result`: scale per axis and shift, with subpixel
 * precision. First phase correlation over scales, which tolerates a changed part if most is unchanged. Then
 * Gauss-Newton from coarse to fine with Tukey weights, which ignore what doesn't fit. Never guesses: an
 * uncertain result is returned as a reason. Deterministic.
 */
export function align(reference: PixelBlock, result: PixelBlock): Alignment {
  if (Math.min(result.width, result.height, reference.width, reference.height) < LEAST_EDGE)
    return { aligned: false, reason: 'too-small' };
  const target = lumaPlane(result);
  const source = lumaPlane(reference);
  const levels = levelsOf(target, source);
  const guesses = coarseGuesses(source, levels[0]!, target, MIDDLE);
  let best: Fit | null = null;
  let reason: AlignmentFailure = 'no-match';
  for (const guess of guesses) {
    const fit = follow(levels.slice(0, 1), target, guess);
    if (typeof fit === 'string') reason = fit;
    else if (!best || fit.support > best.support) best = fit;
  }
  const found = best ? judge(follow(levels, target, best.placement)) : ({ aligned: false, reason } as const);
  if (found.aligned) return found;
  // Where little but a few edges is left unchanged, the smallest copies have too few votes, and lead away from a
  // guess that was right. So the guesses are also followed without them, held to the same measure.
  for (let skipped = 1; skipped < Math.min(levels.length, MOST_SKIPPED + 1); skipped++)
    for (const guess of guesses) {
      const again = judge(follow(levels.slice(skipped), target, guess));
      if (again.aligned) return again;
    }
  // The squares fade out toward their edges: where the middle changed, what is left is seen from the corners.
  for (const guess of coarseGuesses(source, levels[0]!, target, CORNERS)) {
    const again = judge(follow(levels, target, guess));
    if (again.aligned) return again;
  }
  return found;
}

/** What is known of a fit at the result's own size: enough, or why not. */
function judge(fit: Fit | AlignmentFailure): Alignment {
  if (typeof fit === 'string') return { aligned: false, reason: fit };
  if (fit.support < LEAST_SUPPORT) return { aligned: false, reason: 'no-match' };
  if (!(fit.uncertainty <= MOST_UNCERTAINTY)) return { aligned: false, reason: 'uncertain' };
  const { placement, support, uncertainty } = fit;
  return { aligned: true, placement, support, uncertainty };
}

/** A copy of the result, and one of the source about twice as large: a larger one gains nothing. */
interface Level {
  readonly target: FloatPlane;
  readonly source: FloatPlane;
  /** From the copy of the source into the source. */
  readonly back: Placement;
}

/** The parts of the coarse copies that are correlated: their side, and their centers as shares of the picture. */
interface Squares {
  readonly side: number;
  readonly at: readonly Point[];
}

const MIDDLE: Squares = { side: COARSE, at: [{ x: 0.5, y: 0.5 }] };
const CORNERS: Squares = {
  side: COARSE / 2,
  at: [0.25, 0.75].flatMap((x) => [0.25, 0.75].map((y) => ({ x, y }))),
};

/** The result, halved repeatedly until it fits the coarse square. Smallest first, the result itself last. */
function levelsOf(target: FloatPlane, source: FloatPlane): Level[] {
  let seen = shrunk(source, Math.max(target.width, target.height) * 2);
  const levels: Level[] = [{ target, source: seen.plane, back: seen.back }];
  for (let last = target; Math.max(last.width, last.height) > COARSE; last = levels[0]!.target) {
    const size = { width: Math.ceil(last.width / 2), height: Math.ceil(last.height / 2) };
    const smaller = shrunk(seen.plane, Math.max(size.width, size.height) * 2);
    seen = { plane: smaller.plane, back: chain(smaller.back, seen.back) };
    levels.unshift({
      target: resample(last, { scaleX: 0.5, scaleY: 0.5, x: 0, y: 0 }, size),
      source: seen.plane,
      back: seen.back,
    });
  }
  return levels;
}

/** Scale from a level to the whole. */
function levelScale(level: Size, whole: Size): number {
  return 1 / 2 ** Math.round(Math.log2(whole.width / level.width));
}

/** Returns candidate placements into the whole result from its small copy, most certain first. */
function coarseGuesses(
  source: Size,
  { target: level, source: small, back }: Level,
  target: FloatPlane,
  { side, at }: Squares,
): Placement[] {
  const unit = levelScale(level, target);
  const toLevel: Placement = { scaleX: unit, scaleY: unit, x: 0, y: 0 };
  const correlate = createPhaseCorrelator(side);
  const squares = at.map((share) => {
    const middle = { x: level.width * share.x, y: level.height * share.y };
    return { middle, pixels: squareAround(level, middle, side) };
  });
  const fits = [covering(source, target)];
  const stretch = stretched(source, target);
  if (Math.abs(stretch.scaleX / stretch.scaleY - 1) > SHAPE_TOLERANCE) fits.push(stretch);
  const guesses: { placement: Placement; certainty: number }[] = [];
  for (const fit of fits)
    for (const scale of SCALES) {
      const zoom: Placement = {
        scaleX: scale,
        scaleY: scale,
        x: (target.width / 2) * (1 - scale),
        y: (target.height / 2) * (1 - scale),
      };
      const placement = chain(fit, zoom);
      const seen = resample(small, chain(back, chain(placement, toLevel)), level);
      for (const { middle, pixels } of squares) {
        const found = correlate(squareAround(seen, middle, side), pixels);
        guesses.push({
          placement: { ...placement, x: placement.x + found.x / unit, y: placement.y + found.y / unit },
          certainty: found.certainty,
        });
      }
    }
  guesses.sort((one, other) => other.certainty - one.certainty);
  return guesses.slice(0, FOLLOWED).map(({ placement }) => placement);
}

/** Returns a copy with a longest edge of at most `longest`, and its placement in the plane. */
function shrunk(plane: FloatPlane, longest: number): { plane: FloatPlane; back: Placement } {
  const scale = longest / Math.max(plane.width, plane.height);
  if (scale >= 1) return { plane, back: IN_PLACE };
  const size = { width: Math.round(plane.width * scale), height: Math.round(plane.height * scale) };
  const there = stretched(plane, size);
  return { plane: resample(plane, there, size), back: inverse(there) };
}

/** Refines a placement level by level. Returns the reason if one level can't be fitted. */
function follow(levels: readonly Level[], target: FloatPlane, start: Placement): Fit | AlignmentFailure {
  let placement = start;
  let fit: Fit | null = null;
  for (const { target: level, source, back } of levels) {
    const unit = levelScale(level, target);
    const toLevel: Placement = { scaleX: unit, scaleY: unit, x: 0, y: 0 };
    const seenTarget = detailOf(level);
    const isLast = level === target;
    for (let round = 0; round < (isLast ? 2 : 1); round++) {
      const there = chain(back, chain(placement, toLevel));
      const seen = detailOf(resample(source, there, level));
      const votes = isLast ? ALL_VOTES : FEW_VOTES;
      const found = fitPlacement(seen, seenTarget, coveredBox(source, there, level), votes);
      if (typeof found === 'string') return found;
      placement = chain(chain(chain(placement, toLevel), found.placement), inverse(toLevel));
      fit = { ...found, placement, uncertainty: found.uncertainty / unit };
      // Once the copy of the source is almost exactly aligned, sampling between its pixels adds no error.
      if (cornerDistance(level, found.placement, IN_PLACE) < ALMOST_ALIGNED) break;
    }
  }
  return fit ?? 'no-detail';
}

/** Area of the level that shows the source instead of its repeated edge. */
function coveredBox(source: Size, { scaleX, scaleY, x, y }: Placement, level: Size) {
  return {
    left: Math.max(0, Math.ceil(x)),
    top: Math.max(0, Math.ceil(y)),
    right: Math.min(level.width, Math.floor(source.width * scaleX + x)),
    bottom: Math.min(level.height, Math.floor(source.height * scaleY + y)),
  };
}

/**
 * Returns the plane without low frequencies and slightly blurred, so that sampling between pixels is
 * accurate.
 */
function detailOf(plane: FloatPlane): FloatPlane {
  const soft = softened(plane);
  const mean = boxMean(soft, DETAIL_RADIUS);
  const data = soft.data;
  for (let at = 0; at < data.length; at++) data[at] = data[at]! - mean.data[at]!;
  return soft;
}
