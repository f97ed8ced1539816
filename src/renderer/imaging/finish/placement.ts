import type { Point, Size } from '@shared/geometry.ts';

/**
 * Position of one picture in another, per axis: position there = scale · position here + offset. Positions
 * are in pixels from the top left corner, so the center of the first pixel is at 0.5.
 */
export interface Placement {
  readonly scaleX: number;
  readonly scaleY: number;
  readonly x: number;
  readonly y: number;
}

/** Nothing moved. */
export const IN_PLACE: Placement = { scaleX: 1, scaleY: 1, x: 0, y: 0 };

/** Applies `first`, then `second`. */
export function chain(first: Placement, second: Placement): Placement {
  return {
    scaleX: first.scaleX * second.scaleX,
    scaleY: first.scaleY * second.scaleY,
    x: first.x * second.scaleX + second.x,
    y: first.y * second.scaleY + second.y,
  };
}

/** Returns the inverse. */
export function inverse({ scaleX, scaleY, x, y }: Placement): Placement {
  return { scaleX: 1 / scaleX, scaleY: 1 / scaleY, x: -x / scaleX, y: -y / scaleY };
}

/** Stretches size `from` to size `to`. */
export function stretched(from: Size, to: Size): Placement {
  return { scaleX: to.width / from.width, scaleY: to.height / from.height, x: 0, y: 0 };
}

/** Centers `from` over `to` with its own aspect ratio, covering `to` completely. */
export function covering(from: Size, to: Size): Placement {
  const scale = Math.max(to.width / from.width, to.height / from.height);
  return {
    scaleX: scale,
    scaleY: scale,
    x: (to.width - from.width * scale) / 2,
    y: (to.height - from.height * scale) / 2,
  };
}

export function place({ scaleX, scaleY, x, y }: Placement, at: Point): Point {
  return { x: at.x * scaleX + x, y: at.y * scaleY + y };
}

/** Largest distance between a picture's corners under two placements, in target pixels. */
export function cornerDistance({ width, height }: Size, one: Placement, other: Placement): number {
  const corners = [0, width].flatMap((x) => [0, height].map((y) => ({ x, y })));
  return Math.max(
    ...corners.map((corner) => {
      const [a, b] = [place(one, corner), place(other, corner)];
      return Math.hypot(a.x - b.x, a.y - b.y);
    }),
  );
}
