import type { Shift } from '@shared/domain/verdict.ts';
import type { Point, Size } from '@shared/geometry.ts';
import { createPhaseCorrelator, type PhaseCorrelator } from './phase.ts';
import { halved, type Plane, squareAround } from './plane.ts';

/** A square of gray pixels around a point of a picture, `side` wide, at full size. */
export type Window = (middle: Point, side: number) => Float32Array;

/** Two pictures of the same size: small copies of both, and windows into them at full size. */
export interface PlanePair {
  /** Longest edge at most 1024 pixels. */
  readonly small: readonly [Plane, Plane];
  readonly full: Size;
  readonly windows: readonly [Window, Window];
}

/** A position in the first picture and its displacement in the second, both relative to the picture's center. */
interface PatchMatch {
  readonly at: Point;
  readonly by: Point;
  readonly certainty: number;
}

/** `by` = `move` + (`scale` - 1) · `at`. */
interface Model {
  readonly move: Point;
  readonly scale: number;
}

const GLOBAL_SIDE = 256;
const PATCH_SIDE = 128;
const SMALL_PATCH_SIDE = 64;
/** Maximum edge (px) of the copy used for matching, so that a patch covers a good part of the picture. */
const LEVEL_EDGE = 512;
const ROWS = 3;
/**
 * Patches of unrelated pictures reach at most 9, and one in ten reaches 8. Three that also agree on the
 * displacement don't occur.
 */
const CERTAIN = 8;
/** Patches farther from the consensus than this (px) are ignored. */
const TOLERANCE = 0.75;
const MOST_SCALE = 0.12;
const LEAST_MATCHES = 3;
/** With more matches than this, of nine, the result is certain. */
const MOST_MATCHES = 5;
const REFINED = 5;
/** A scale that moves the corners by less than this (px) counts as none. */
const LEAST_GROWTH = 0.35;

/**
 * Returns how far the content moved from the first picture to the second, and its scale. Null if this can't
 * be determined: the pictures have too little in common. Estimated on the whole picture, then by patches on a
 * small copy (most must agree), then refined at full size.
 */
export function findShift({ small, full, windows }: PlanePair): Shift | null {
  const [a, b] = atLevel(small);
  const shortest = Math.min(a.width, a.height);
  if (shortest < SMALL_PATCH_SIDE) return null;
  const side = shortest < PATCH_SIDE * 1.5 ? SMALL_PATCH_SIDE : PATCH_SIDE;
  const correlate = createPhaseCorrelator(side);
  const start = wholeShift(a, b);
  const from = (guess: Point) => agreed(matchPatches(a, b, side, guess, correlate), TOLERANCE);
  // The global estimate may be misled by a repainted area. If not, most patches agree with it.
  const near = from(start);
  const unmoved = start.x === 0 && start.y === 0;
  const again = unmoved || (near && near.matches.length > MOST_MATCHES) ? null : from({ x: 0, y: 0 });
  const coarse = (again?.matches.length ?? 0) > (near?.matches.length ?? 0) ? again : near;
  if (!coarse) return null;
  const scale = full.width / a.width;
  const fine = refine(coarse, { scale, full, windows, side, correlate });
  const { model } = fine ?? coarse;
  const unit = fine ? 1 : scale;
  const reach = Math.hypot(full.width, full.height) / 2;
  const grows = Math.abs(model.scale - 1) * reach > LEAST_GROWTH * (fine ? 1 : scale);
  const move = grows ? model.move : meanMove((fine ?? coarse).matches);
  return { x: rounded(move.x * unit), y: rounded(move.y * unit), scale: grows ? model.scale : 1 };
}

/** Rounds to a hundredth of a pixel, the precision of the measurement. */
function rounded(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}

function atLevel(small: readonly [Plane, Plane]): readonly [Plane, Plane] {
  let [a, b] = small;
  while (Math.max(a.width, a.height) > LEVEL_EDGE) [a, b] = [halved(a), halved(b)];
  return [a, b];
}

/** Returns the shift of the whole picture, or zero. */
function wholeShift(a: Plane, b: Plane): Point {
  let [one, other, unit] = [a, b, 1];
  while (Math.max(one.width, one.height) > GLOBAL_SIDE) {
    [one, other] = [halved(one), halved(other)];
    unit *= 2;
  }
  const middle = { x: one.width / 2, y: one.height / 2 };
  const whole = createPhaseCorrelator(GLOBAL_SIDE);
  const found = whole(squareAround(one, middle, GLOBAL_SIDE), squareAround(other, middle, GLOBAL_SIDE));
  return found.certainty >= CERTAIN ? { x: found.x * unit, y: found.y * unit } : { x: 0, y: 0 };
}

/** Searches patches of `a` in `b`, displaced by `guess`. Returns only certain matches. */
function matchPatches(
  a: Plane,
  b: Plane,
  side: number,
  guess: Point,
  correlate: PhaseCorrelator,
): PatchMatch[] {
  const away = { x: Math.round(guess.x), y: Math.round(guess.y) };
  const matches: PatchMatch[] = [];
  for (const middle of patchMiddles(a, side, away)) {
    const found = correlate(
      squareAround(a, middle, side),
      squareAround(b, { x: middle.x + away.x, y: middle.y + away.y }, side),
    );
    if (found.certainty < CERTAIN) continue;
    matches.push({
      at: { x: middle.x - a.width / 2, y: middle.y - a.height / 2 },
      by: { x: away.x + found.x, y: away.y + found.y },
      certainty: found.certainty,
    });
  }
  return matches;
}

/** Returns patch centers spread over the part of the picture that both share. */
function patchMiddles({ width, height }: Size, side: number, away: Point): Point[] {
  const along = (length: number, by: number): number[] => {
    const first = Math.max(0, -by) + side / 2;
    const last = length - Math.max(0, by) - side / 2;
    if (last < first) return [];
    return Array.from({ length: ROWS }, (_, i) => Math.round(first + ((last - first) * i) / (ROWS - 1)));
  };
  const across = along(width, away.x);
  return along(height, away.y).flatMap((y) => across.map((x) => ({ x, y })));
}

/** Returns the model that most matches agree on, or null. */
function agreed(
  matches: readonly PatchMatch[],
  tolerance: number,
): { model: Model; matches: readonly PatchMatch[] } | null {
  if (matches.length < LEAST_MATCHES) return null;
  let best: readonly PatchMatch[] = [];
  for (const [i, one] of matches.entries())
    for (const other of matches.slice(i)) {
      const model = modelOfTwo(one, other);
      const followers = model ? matches.filter((match) => distanceTo(model, match) <= tolerance) : [];
      if (followers.length > best.length) best = followers;
    }
  if (best.length < LEAST_MATCHES || best.length * 2 < matches.length) return null;
  return { model: leastSquares(best), matches: best };
}

function modelOfTwo(one: PatchMatch, other: PatchMatch): Model | null {
  if (one === other) return { move: one.by, scale: 1 };
  const dx = other.at.x - one.at.x;
  const dy = other.at.y - one.at.y;
  const apart = dx * dx + dy * dy;
  if (apart === 0) return null;
  const growth = ((other.by.x - one.by.x) * dx + (other.by.y - one.by.y) * dy) / apart;
  if (Math.abs(growth) > MOST_SCALE) return null;
  return {
    move: { x: one.by.x - growth * one.at.x, y: one.by.y - growth * one.at.y },
    scale: 1 + growth,
  };
}

function distanceTo({ move, scale }: Model, { at, by }: PatchMatch): number {
  return Math.hypot(by.x - move.x - (scale - 1) * at.x, by.y - move.y - (scale - 1) * at.y);
}

function meanMove(matches: readonly PatchMatch[]): Point {
  const sum = matches.reduce((s, { by }) => ({ x: s.x + by.x, y: s.y + by.y }), { x: 0, y: 0 });
  return { x: sum.x / matches.length, y: sum.y / matches.length };
}

/** Returns the least-squares model of all matches. */
function leastSquares(matches: readonly PatchMatch[]): Model {
  const count = matches.length;
  const move = meanMove(matches);
  const at = {
    x: matches.reduce((sum, match) => sum + match.at.x, 0) / count,
    y: matches.reduce((sum, match) => sum + match.at.y, 0) / count,
  };
  let spread = 0;
  let product = 0;
  for (const match of matches) {
    const dx = match.at.x - at.x;
    const dy = match.at.y - at.y;
    spread += dx * dx + dy * dy;
    product += dx * (match.by.x - move.x) + dy * (match.by.y - move.y);
  }
  const growth = spread > 0 ? product / spread : 0;
  return { move: { x: move.x - growth * at.x, y: move.y - growth * at.y }, scale: 1 + growth };
}

interface Fine {
  /** Full-size pixels per pixel of the copy. */
  readonly scale: number;
  readonly full: Size;
  readonly windows: readonly [Window, Window];
  readonly side: number;
  readonly correlate: PhaseCorrelator;
}

/** Repeats the most certain matches at full size. Null if too few are found. */
function refine(
  { model, matches }: { readonly model: Model; readonly matches: readonly PatchMatch[] },
  { scale, full, windows, side, correlate }: Fine,
): { model: Model; matches: readonly PatchMatch[] } | null {
  const reach = TOLERANCE * scale + 1;
  const chosen = [...matches].sort((one, other) => other.certainty - one.certainty).slice(0, REFINED);
  const found = chosen.flatMap((match): PatchMatch[] => {
    const middle = {
      x: Math.round(match.at.x * scale + full.width / 2),
      y: Math.round(match.at.y * scale + full.height / 2),
    };
    const at = { x: middle.x - full.width / 2, y: middle.y - full.height / 2 };
    const guess = {
      x: Math.round(model.move.x * scale + (model.scale - 1) * at.x),
      y: Math.round(model.move.y * scale + (model.scale - 1) * at.y),
    };
    const [a, b] = windows;
    const fine = correlate(a(middle, side), b({ x: middle.x + guess.x, y: middle.y + guess.y }, side));
    if (fine.certainty < CERTAIN || Math.hypot(fine.x, fine.y) > reach) return [];
    return [{ at, by: { x: guess.x + fine.x, y: guess.y + fine.y }, certainty: fine.certainty }];
  });
  return agreed(found, TOLERANCE);
}
