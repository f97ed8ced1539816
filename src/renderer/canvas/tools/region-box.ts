import type { Box, Point, Size } from '@shared/geometry.ts';
import { clamp, distance } from '../geometry.ts';

/** Width and height of an aspect ratio, such as 16 and 9. */
export type Ratio = readonly [number, number];

/** Handles of a box: corners and edges by compass direction. */
export type Handle = 'nw' | 'n' | 'ne' | 'e' | 'se' | 's' | 'sw' | 'w';
export const HANDLES: readonly Handle[] = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'];

/** Minimum edge of a region, in pixels: a smaller one has no usable content for a model. */
export const REGION_MIN = 64;

/** Returns the position of a handle on a box. */
export function handlePoint({ x, y, width, height }: Box, handle: Handle): Point {
  const across = handle.includes('w') ? 0 : handle.includes('e') ? 1 : 0.5;
  const down = handle.includes('n') ? 0 : handle.includes('s') ? 1 : 0.5;
  return { x: x + across * width, y: y + down * height };
}

/**
 * Returns what is at a point: a handle, the inside, or nothing. `reach`: maximum distance to a handle, in the
 * same unit.
 */
export function hitBox(box: Box, at: Point, reach: number): Handle | 'inside' | null {
  const near = HANDLES.map((handle) => {
    const point = handlePoint(box, handle);
    return { handle, away: distance(point, at) };
  }).sort((a, b) => a.away - b.away)[0];
  if (near && near.away <= reach) return near.handle;
  const inside = at.x >= box.x && at.y >= box.y && at.x <= box.x + box.width && at.y <= box.y + box.height;
  return inside ? 'inside' : null;
}

/** Returns the ratio closest to a width and height. */
export function nearestRatio({ width, height }: Size, ratios: readonly Ratio[]): Ratio {
  const wanted = Math.log(Math.max(width, 1) / Math.max(height, 1));
  const away = ([w, h]: Ratio) => Math.abs(Math.log(w / h) - wanted);
  return ratios.reduce((best, ratio) => (away(ratio) < away(best) ? ratio : best), ratios[0] ?? [1, 1]);
}

/**
 * Returns a box of a ratio in whole pixels inside the picture. `fixed`: the corner or edge that stays, as
 * shares of width and height.
 */
function placed(width: number, ratio: Ratio, fixed: Point, share: Point, size: Size): Box {
  const [w, h] = ratio;
  const most = Math.min(size.width, (size.height * w) / h);
  const least = Math.min(most, Math.max(REGION_MIN, (REGION_MIN * w) / h));
  const wide = Math.round(clamp(width, least, most));
  const tall = Math.min(size.height, Math.max(1, Math.round((wide * h) / w)));
  return {
    x: clamp(Math.round(fixed.x - share.x * wide), 0, size.width - wide),
    y: clamp(Math.round(fixed.y - share.y * tall), 0, size.height - tall),
    width: wide,
    height: tall,
  };
}

/** Returns the box from a corner to the pointer, with the closest ratio, inside the picture. */
export function boxBetween(corner: Point, pointer: Point, ratios: readonly Ratio[], size: Size): Box {
  const dx = pointer.x - corner.x;
  const dy = pointer.y - corner.y;
  const ratio = nearestRatio({ width: Math.abs(dx), height: Math.abs(dy) }, ratios);
  const [w, h] = ratio;
  const roomX = dx < 0 ? corner.x : size.width - corner.x;
  const roomY = dy < 0 ? corner.y : size.height - corner.y;
  const width = Math.min(Math.max(Math.abs(dx), (Math.abs(dy) * w) / h), roomX, (roomY * w) / h);
  return placed(width, ratio, corner, { x: dx < 0 ? 1 : 0, y: dy < 0 ? 1 : 0 }, size);
}

/**
 * Returns a box whose handle was dragged to the pointer. An edge keeps the ratio, a corner takes the closest
 * one.
 */
export function resizeBox(
  box: Box,
  handle: Handle,
  pointer: Point,
  ratios: readonly Ratio[],
  size: Size,
): Box {
  const opposite = handlePoint(box, OPPOSITE[handle]);
  if (handle.length === 2) return boxBetween(opposite, pointer, ratios, size);
  const ratio = nearestRatio(box, ratios);
  const [w, h] = ratio;
  const sideways = handle === 'e' || handle === 'w';
  const wanted = sideways
    ? Math.max(0, handle === 'e' ? pointer.x - opposite.x : opposite.x - pointer.x)
    : (Math.max(0, handle === 's' ? pointer.y - opposite.y : opposite.y - pointer.y) * w) / h;
  const roomX = sideways
    ? handle === 'e'
      ? size.width - opposite.x
      : opposite.x
    : 2 * Math.min(opposite.x, size.width - opposite.x);
  const roomY = sideways
    ? 2 * Math.min(opposite.y, size.height - opposite.y)
    : handle === 's'
      ? size.height - opposite.y
      : opposite.y;
  const share = sideways ? { x: handle === 'e' ? 0 : 1, y: 0.5 } : { x: 0.5, y: handle === 's' ? 0 : 1 };
  return placed(Math.min(wanted, roomX, (roomY * w) / h), ratio, opposite, share, size);
}

const OPPOSITE: Readonly<Record<Handle, Handle>> = {
  nw: 'se',
  n: 's',
  ne: 'sw',
  e: 'w',
  se: 'nw',
  s: 'n',
  sw: 'ne',
  w: 'e',
};

export function moveBox(box: Box, by: Point, size: Size): Box {
  return {
    ...box,
    x: clamp(Math.round(box.x + by.x), 0, size.width - box.width),
    y: clamp(Math.round(box.y + by.y), 0, size.height - box.height),
  };
}

/** Returns a box with the same center and another width, with the closest ratio. */
export function scaleBox(box: Box, by: number, ratios: readonly Ratio[], size: Size): Box {
  return boxAround(middleOf(box), box.width + by, nearestRatio(box, ratios), size);
}

/** Returns a box of a ratio around a point, as far as it fits into the picture. */
export function boxAround(middle: Point, width: number, ratio: Ratio, size: Size): Box {
  return placed(width, ratio, middle, { x: 0.5, y: 0.5 }, size);
}

export function middleOf({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

/** Returns the part of a region that has context on all sides. */
export function insideContext({ x, y, width, height }: Box, context: number): Box {
  const by = context * Math.min(width, height);
  return { x: x + by, y: y + by, width: width - 2 * by, height: height - 2 * by };
}

/**
 * Returns the smallest region with the closest ratio that contains a box inside its context, as far as it
 * fits into the picture.
 */
export function regionAround(bounds: Box, context: number, ratios: readonly Ratio[], size: Size): Box {
  const [w, h] = nearestRatio(bounds, ratios);
  // Width minus twice the context (a share of the shorter edge) must contain the bounds, and so must the
  // height.
  const short = Math.min(w, h);
  const byWidth = bounds.width / (w - 2 * context * short);
  const byHeight = bounds.height / (h - 2 * context * short);
  return boxAround(middleOf(bounds), Math.ceil(Math.max(byWidth, byHeight) * w), [w, h], size);
}
