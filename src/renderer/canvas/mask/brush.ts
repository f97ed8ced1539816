import type { Point } from '@shared/geometry.ts';
import type { MaskWriter } from './mask.ts';
import { FULL, TILE, tileBox } from './tiles.ts';

/** A point of a stroke: the brush's center and radius, in pixels. */
export interface StrokePoint extends Point {
  readonly radius: number;
}

export interface Paint {
  /** 1: an edge of one pixel. 0: full only at the center, fading out to the rim. */
  readonly hardness: number;
  readonly erase: boolean;
}

/** Remaining size of the brush at minimum pen pressure. */
const LIGHTEST = 0.15;

/** Returns the brush radius at a pressure of 0 to 1. */
export function radiusOf(diameter: number, pressure: number): number {
  return (diameter / 2) * (LIGHTEST + (1 - LIGHTEST) * pressure);
}

/**
 * Paints a segment of a stroke, as if the brush were stamped at every point of it. The edge is anti-aliased
 * by coverage. Each pixel takes the maximum of all stamps, so a self-crossing stroke leaves no trace.
 * `continues`: the previous segment ended at `from` without growing, so the whole brush was painted there and
 * the part behind that point is done.
 */
export function paintSegment(
  mask: MaskWriter,
  from: StrokePoint,
  to: StrokePoint,
  { hardness, erase }: Paint,
  continues = false,
): void {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const long = dx * dx + dy * dy;
  if (continues && long === 0 && to.radius <= from.radius) return;
  const segment: Segment = {
    from,
    to,
    dx,
    dy,
    long,
    reach: Math.max(from.radius, to.radius) + 0.5,
    hardness,
    erase,
    continues: continues && long > 0 && to.radius <= from.radius,
    falloff: from.radius === to.radius ? falloffOf(from.radius, hardness) : null,
  };
  const { reach } = segment;
  const firstColumn = Math.max(0, Math.floor((Math.min(from.x, to.x) - reach) / TILE));
  const lastColumn = Math.min(mask.columns - 1, Math.floor((Math.max(from.x, to.x) + reach) / TILE));
  const firstRow = Math.max(0, Math.floor((Math.min(from.y, to.y) - reach) / TILE));
  const lastRow = Math.min(mask.rows - 1, Math.floor((Math.max(from.y, to.y) + reach) / TILE));
  for (let row = firstRow; row <= lastRow; row++)
    for (let column = firstColumn; column <= lastColumn; column++)
      paintTile(mask, row * mask.columns + column, segment);
}

interface Segment {
  readonly from: StrokePoint;
  readonly to: StrokePoint;
  readonly dx: number;
  readonly dy: number;
  /** Squared length. */
  readonly long: number;
  /** Maximum distance from the line that is painted. */
  readonly reach: number;
  readonly hardness: number;
  readonly erase: boolean;
  readonly continues: boolean;
  /** Coverage by distance, `FALLOFF_STEPS` entries per pixel. Null if it must be computed. */
  readonly falloff: Uint8Array | null;
}

function paintTile(mask: MaskWriter, index: number, segment: Segment): void {
  const { from, to, dx, dy, long, reach, hardness, erase, continues, falloff } = segment;
  const now = mask.tiles[index] ?? null;
  // Nothing to add or erase.
  if (now === (erase ? null : FULL)) return;
  const { x: left, y: top, width, height } = tileBox(mask, index);
  const grows = to.radius - from.radius;
  let tile: Uint8Array | null = null;
  for (let row = 0; row < height; row++) {
    const y = top + row + 0.5;
    const py = y - from.y;
    const outer = outerSpan(from, dx, dy, y, reach);
    if (!outer) continue;
    if (continues && dx !== 0) {
      // Where the segment after `from` starts on this line.
      const edge = from.x - (py * dy) / dx;
      if (dx > 0) outer.start = Math.max(outer.start, edge - 1);
      else outer.end = Math.min(outer.end, edge + 1);
    } else if (continues && py * dy < -1) continue;
    const start = Math.max(0, Math.floor(outer.start - left));
    const end = Math.min(width, Math.ceil(outer.end - left));
    if (start >= end) continue;
    tile ??= mask.writable(index);
    // Pixels certainly inside, from the circles at both ends: their hull is inside the stroke.
    const inner = innerSpan(from, to, hardness, y);
    const solidStart = inner ? Math.min(end, Math.max(start, Math.ceil(inner.start - left - 0.5))) : end;
    const solidEnd = inner ? Math.max(solidStart, Math.min(end, Math.floor(inner.end - left + 0.5))) : end;
    const at = row * TILE;
    if (solidEnd > solidStart) tile.fill(erase ? 0 : 255, at + solidStart, at + solidEnd);
    for (let x = start; x < end; x++) {
      if (x === solidStart) x = solidEnd;
      if (x >= end) break;
      const px = left + x + 0.5 - from.x;
      let along = long > 0 ? (px * dx + py * dy) / long : 0;
      if (along < 0) along = 0;
      else if (along > 1) along = 1;
      const ex = px - along * dx;
      const ey = py - along * dy;
      const distance = Math.sqrt(ex * ex + ey * ey);
      const covered = falloff
        ? (falloff[(distance * FALLOFF_STEPS) | 0] ?? 0)
        : coverage(distance, from.radius + along * grows, hardness);
      const old = tile[at + x]!;
      if (erase) {
        if (255 - covered < old) tile[at + x] = 255 - covered;
      } else if (covered > old) tile[at + x] = covered;
    }
  }
}

const FALLOFF_STEPS = 4;
/** From this softness (px) on, looking up the coverage causes no visible steps. */
const SOFT_FROM = 16;
let lastFalloff: { readonly radius: number; readonly hardness: number; readonly table: Uint8Array } | null =
  null;

function falloffOf(radius: number, hardness: number): Uint8Array | null {
  if (radius - solidRadius(radius, hardness) < SOFT_FROM) return null;
  if (lastFalloff?.radius !== radius || lastFalloff.hardness !== hardness) {
    const table = Uint8Array.from({ length: Math.ceil((radius + 1) * FALLOFF_STEPS) }, (_, step) =>
      coverage((step + 0.5) / FALLOFF_STEPS, radius, hardness),
    );
    lastFalloff = { radius, hardness, table };
  }
  return lastFalloff.table;
}

function solidRadius(radius: number, hardness: number): number {
  return Math.min(radius * hardness, radius - 0.5);
}

/** Returns the brush's coverage of a pixel at a distance from its center, 0 to 255. */
function coverage(distance: number, radius: number, hardness: number): number {
  const outer = radius + 0.5;
  if (distance >= outer) return 0;
  const inner = solidRadius(radius, hardness);
  if (distance <= inner) return 255;
  const part = (outer - distance) / (outer - inner);
  // A brush thinner than a pixel covers only part of it.
  const most = radius < 0.5 ? 255 * 2 * radius : 255;
  return Math.round(part * part * (3 - 2 * part) * most);
}

interface Span {
  start: number;
  end: number;
}

/** Returns the range where a pixel row may meet the stroke, or null. */
function outerSpan(from: Point, dx: number, dy: number, y: number, reach: number): Span | null {
  const low = y - reach - from.y;
  const high = y + reach - from.y;
  let [first, last] = [0, 1];
  if (dy === 0) {
    if (low > 0 || high < 0) return null;
  } else {
    const a = low / dy;
    const b = high / dy;
    first = Math.max(0, Math.min(a, b));
    last = Math.min(1, Math.max(a, b));
    if (first > last) return null;
  }
  const a = from.x + first * dx;
  const b = from.x + last * dx;
  return { start: Math.min(a, b) - reach, end: Math.max(a, b) + reach };
}

function innerSpan(from: StrokePoint, to: StrokePoint, hardness: number, y: number): Span | null {
  const a = circleSpan(from, solidRadius(from.radius, hardness), y);
  const b = circleSpan(to, solidRadius(to.radius, hardness), y);
  if (!a || !b) return a ?? b;
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}

function circleSpan({ x, y: middle }: Point, radius: number, y: number): Span | null {
  const away = y - middle;
  const half = radius * radius - away * away;
  if (radius <= 0 || half <= 0) return null;
  return { start: x - Math.sqrt(half), end: x + Math.sqrt(half) };
}
