import type { Size } from '@shared/geometry.ts';
import type { PixelBlock } from '../measure.ts';
import { createPhaseCorrelator } from '../phase.ts';
import { squareAround } from '../plane.ts';
import { boxMean, softened } from './blur.ts';
import { lumaPlane } from './channels.ts';
import { chain, covering, inverse, type Placement, stretched } from './placement.ts';
import { ALL_VOTES, FEW_VOTES, type Fit, fitPlacement } from './refine-placement.ts';
import { type FloatPlane, resample } from './resample.ts';

/** What was found, or why nothing was. */
export type Alignment =
  | {
      readonly aligned: true;
      /** From the reference into the result, in pixels of both. */
      readonly placement: Placement;
      /** Part of the textured places that voted for it, 0 to 1. */
      readonly support: number;
      /** What noise leaves open at the worst corner: one standard deviation, in pixels of the result. */
      readonly uncertainty: number;
    }
  | { readonly aligned: false; readonly reason: AlignmentFailure };

/** `too-small`: nothing to go by; `no-detail`: flat pictures; `no-match`: another picture; `uncertain`: it could lie elsewhere. */
export type AlignmentFailure = 'too-small' | 'no-detail' | 'no-match' | 'uncertain';

const LEAST_EDGE = 48;
/** Side of the squares that the coarse search correlates, in pixels: a power of two. */
const COARSE = 256;
const SCALES = [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, -6].map((percent) => 1 + percent / 100);
/** Services keep a shape, or stretch it to sizes of their own; below this, stretching and covering are one. */
const SHAPE_TOLERANCE = 0.003;
/** The best coarse guesses that are followed. */
const FOLLOWED = 3;
/** Long-wave light is no evidence of place: the mean of so many pixels around is taken off. */
const DETAIL_RADIUS = 10;
const LEAST_SUPPORT = 0.2;
const MOST_UNCERTAINTY = 0.15;

/**
 * Finds where `reference` (the source, scaled down or not) lies in `result`: scale by axis and shift, to a small part of a pixel.
 * Coarse: phase correlation over scales, which a changed part does not mislead as long as most is left. Then Gauss-Newton
 * from coarse to fine with weights (Tukey) that take the vote from what does not fit. Never a guess: what is not certain is
 * a reason. Deterministic.
 */
export function align(reference: PixelBlock, result: PixelBlock): Alignment {
  if (Math.min(result.width, result.height, reference.width, reference.height) < LEAST_EDGE)
    return { aligned: false, reason: 'too-small' };
  const target = lumaPlane(result);
  const source = lumaPlane(reference);
  const levels = levelsOf(target, source);
  const guesses = coarseGuesses(source, levels[0]!, target);
  let best: Fit | null = null;
  let reason: AlignmentFailure = 'no-match';
  for (const guess of guesses) {
    const fit = follow(levels.slice(0, 1), target, guess);
    if (typeof fit === 'string') reason = fit;
    else if (!best || fit.support > best.support) best = fit;
  }
  if (!best) return { aligned: false, reason };
  const fine = follow(levels, target, best.placement);
  if (typeof fine === 'string') return { aligned: false, reason: fine };
  if (fine.support < LEAST_SUPPORT) return { aligned: false, reason: 'no-match' };
  if (!(fine.uncertainty <= MOST_UNCERTAINTY)) return { aligned: false, reason: 'uncertain' };
  const { placement, support, uncertainty } = fine;
  return { aligned: true, placement, support, uncertainty };
}

/** A copy of the result, and one of the source that is about twice as large: with more there is nothing to gain. */
interface Level {
  readonly target: FloatPlane;
  readonly source: FloatPlane;
  /** From the copy of the source into the source. */
  readonly back: Placement;
}

/** The result, halved again and again until it fits the coarse square; the smallest first, itself last. */
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

/** The pixels of a level in pixels of the whole. */
function levelScale(level: Size, whole: Size): number {
  return 1 / 2 ** Math.round(Math.log2(whole.width / level.width));
}

/** Placements into the whole result that its small copy speaks for, the most certain first. */
function coarseGuesses(
  source: Size,
  { target: level, source: small, back }: Level,
  target: FloatPlane,
): Placement[] {
  const unit = levelScale(level, target);
  const toLevel: Placement = { scaleX: unit, scaleY: unit, x: 0, y: 0 };
  const correlate = createPhaseCorrelator(COARSE);
  const middle = { x: level.width / 2, y: level.height / 2 };
  const square = squareAround(level, middle, COARSE);
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
      const found = correlate(squareAround(seen, middle, COARSE), square);
      guesses.push({
        placement: { ...placement, x: placement.x + found.x / unit, y: placement.y + found.y / unit },
        certainty: found.certainty,
      });
    }
  guesses.sort((one, other) => other.certainty - one.certainty);
  return guesses.slice(0, FOLLOWED).map(({ placement }) => placement);
}

/** A copy with its longest edge at most so long, and the way from it into the plane. */
function shrunk(plane: FloatPlane, longest: number): { plane: FloatPlane; back: Placement } {
  const scale = longest / Math.max(plane.width, plane.height);
  if (scale >= 1) return { plane, back: { scaleX: 1, scaleY: 1, x: 0, y: 0 } };
  const size = { width: Math.round(plane.width * scale), height: Math.round(plane.height * scale) };
  const there = stretched(plane, size);
  return { plane: resample(plane, there, size), back: inverse(there) };
}

/** Refines a placement level by level; why not, when one of them cannot be fitted. */
function follow(levels: readonly Level[], target: FloatPlane, start: Placement): Fit | AlignmentFailure {
  let placement = start;
  let fit: Fit | null = null;
  for (const { target: level, source, back } of levels) {
    const unit = levelScale(level, target);
    const toLevel: Placement = { scaleX: unit, scaleY: unit, x: 0, y: 0 };
    const seenTarget = detailOf(level);
    // At last the copy of the source lies right but for a trace, and sampling between its pixels adds no error.
    const rounds = level === target ? 2 : 1;
    for (let round = 0; round < rounds; round++) {
      const there = chain(back, chain(placement, toLevel));
      const seen = detailOf(resample(source, there, level));
      const votes = round > 0 ? ALL_VOTES : FEW_VOTES;
      const found = fitPlacement(seen, seenTarget, coveredBox(source, there, level), votes);
      if (typeof found === 'string') return found;
      placement = chain(chain(chain(placement, toLevel), found.placement), inverse(toLevel));
      fit = { ...found, placement, uncertainty: found.uncertainty / unit };
    }
  }
  return fit ?? 'no-detail';
}

/** Where the level shows the source, and not its repeated edge. */
function coveredBox(source: Size, { scaleX, scaleY, x, y }: Placement, level: Size) {
  return {
    left: Math.max(0, Math.ceil(x)),
    top: Math.max(0, Math.ceil(y)),
    right: Math.min(level.width, Math.floor(source.width * scaleX + x)),
    bottom: Math.min(level.height, Math.floor(source.height * scaleY + y)),
  };
}

/** The plane without its long waves, and a little softer: sampling between pixels is exact enough then. */
function detailOf(plane: FloatPlane): FloatPlane {
  const soft = softened(plane);
  const mean = boxMean(soft, DETAIL_RADIUS);
  const data = soft.data;
  for (let at = 0; at < data.length; at++) data[at] = data[at]! - mean.data[at]!;
  return soft;
}
