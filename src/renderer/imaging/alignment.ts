import type { Shift } from '@shared/domain/verdict.ts';
import type { Point, Size } from '@shared/geometry.ts';
import { createPhaseCorrelator, type PhaseCorrelator } from './phase.ts';
import { halved, type Plane, squareAround } from './plane.ts';

/** A square of grey pixels around a point of a picture, `side` wide, at the picture's full size. */
export type Window = (middle: Point, side: number) => Float32Array;

/** Two pictures of one size: small copies of both, and windows into them at full size. */
export interface Pair {
  /** Longest edge at most 1024 pixels. */
  readonly small: readonly [Plane, Plane];
  readonly full: Size;
  readonly windows: readonly [Window, Window];
}

/** A place of the first picture and how far it lies from there in the second, both from the middle of the picture. */
interface Match {
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
/** The copy that patches are looked for in is at most so long, in pixels: a patch is a good part of the picture then. */
const LEVEL_EDGE = 512;
const ROWS = 3;
/** A patch of another picture reaches 9 at most, one in ten 8; three that also agree where to do not happen. */
const CERTAIN = 8;
/** Farther from what the others say, in pixels, and a patch does not count. */
const TOLERANCE = 0.75;
const MOST_SCALE = 0.12;
const LEAST_MATCHES = 3;
/** More matches than this, of nine, leave nothing to look for. */
const MOST_MATCHES = 5;
const REFINED = 5;
/** A scale that moves the corners by less than this, in pixels, is none. */
const LEAST_GROWTH = 0.35;

/**
 * How far, and how much larger, the second picture shows what the first shows; null when that cannot be told: the pictures
 * have nothing in common, or too little in them. Found on the whole, then patch by patch on a small copy, where most of
 * the patches must agree, then again at full size.
 */
export function findShift({ small, full, windows }: Pair): Shift | null {
  const [a, b] = atLevel(small);
  const shortest = Math.min(a.width, a.height);
  if (shortest < SMALL_PATCH_SIDE) return null;
  const side = shortest < PATCH_SIDE * 1.5 ? SMALL_PATCH_SIDE : PATCH_SIDE;
  const correlate = createPhaseCorrelator(side);
  const start = wholeShift(a, b);
  const from = (guess: Point) => agreed(matchPatches(a, b, side, guess, correlate), TOLERANCE);
  // The whole may be misled where a part was painted anew; where it was not, most of the patches follow it.
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

/** To a hundredth of a pixel: what is finer is not known. */
function rounded(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}

function atLevel(small: readonly [Plane, Plane]): readonly [Plane, Plane] {
  let [a, b] = small;
  while (Math.max(a.width, a.height) > LEVEL_EDGE) [a, b] = [halved(a), halved(b)];
  return [a, b];
}

/** The shift of the pictures as a whole, or none. */
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

/** Looks for patches of `a` in `b`, `guess` away; only those that are certain. */
function matchPatches(a: Plane, b: Plane, side: number, guess: Point, correlate: PhaseCorrelator): Match[] {
  const away = { x: Math.round(guess.x), y: Math.round(guess.y) };
  const matches: Match[] = [];
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

/** Middles of patches spread over the part of the picture that is still in the other one. */
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

/** What most matches agree on; null when they do not. */
function agreed(
  matches: readonly Match[],
  tolerance: number,
): { model: Model; matches: readonly Match[] } | null {
  if (matches.length < LEAST_MATCHES) return null;
  let best: readonly Match[] = [];
  for (const [i, one] of matches.entries())
    for (const other of matches.slice(i)) {
      const model = modelOfTwo(one, other);
      const followers = model ? matches.filter((match) => distanceTo(model, match) <= tolerance) : [];
      if (followers.length > best.length) best = followers;
    }
  if (best.length < LEAST_MATCHES || best.length * 2 < matches.length) return null;
  return { model: leastSquares(best), matches: best };
}

function modelOfTwo(one: Match, other: Match): Model | null {
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

function distanceTo({ move, scale }: Model, { at, by }: Match): number {
  return Math.hypot(by.x - move.x - (scale - 1) * at.x, by.y - move.y - (scale - 1) * at.y);
}

function meanMove(matches: readonly Match[]): Point {
  const sum = matches.reduce((s, { by }) => ({ x: s.x + by.x, y: s.y + by.y }), { x: 0, y: 0 });
  return { x: sum.x / matches.length, y: sum.y / matches.length };
}

/** The model nearest to all matches. */
function leastSquares(matches: readonly Match[]): Model {
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
  /** Full pixels a pixel of the copy. */
  readonly scale: number;
  readonly full: Size;
  readonly windows: readonly [Window, Window];
  readonly side: number;
  readonly correlate: PhaseCorrelator;
}

/** The most certain matches again, at full size; null when too few are found there. */
function refine(
  { model, matches }: { readonly model: Model; readonly matches: readonly Match[] },
  { scale, full, windows, side, correlate }: Fine,
): { model: Model; matches: readonly Match[] } | null {
  const reach = TOLERANCE * scale + 1;
  const chosen = [...matches].sort((one, other) => other.certainty - one.certainty).slice(0, REFINED);
  const found = chosen.flatMap((match): Match[] => {
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
