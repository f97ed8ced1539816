import type { Point, Size } from '@shared/geometry.ts';

/**
 * Where one picture lies in another, each axis by itself: position there = scale · position here + offset. Positions are in
 * pixels from the top left corner of the picture, so the middle of the first pixel is at 0.5.
 */
export interface Placement {
  readonly scaleX: number;
  readonly scaleY: number;
  readonly x: number;
  readonly y: number;
}

/** `first`, then `second`. */
export function chain(first: Placement, second: Placement): Placement {
  return {
    scaleX: first.scaleX * second.scaleX,
    scaleY: first.scaleY * second.scaleY,
    x: first.x * second.scaleX + second.x,
    y: first.y * second.scaleY + second.y,
  };
}

/** The way back. */
export function inverse({ scaleX, scaleY, x, y }: Placement): Placement {
  return { scaleX: 1 / scaleX, scaleY: 1 / scaleY, x: -x / scaleX, y: -y / scaleY };
}

/** A picture of size `from` stretched to size `to`. */
export function stretched(from: Size, to: Size): Placement {
  return { scaleX: to.width / from.width, scaleY: to.height / from.height, x: 0, y: 0 };
}

/** A picture of size `from` laid over `to` in its own shape, middle on middle, so that nothing of `to` stays free. */
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

/** The largest distance between where two placements put a corner of a picture, in pixels of what they lead to. */
export function cornerDistance({ width, height }: Size, one: Placement, other: Placement): number {
  const corners = [0, width].flatMap((x) => [0, height].map((y) => ({ x, y })));
  return Math.max(
    ...corners.map((corner) => {
      const [a, b] = [place(one, corner), place(other, corner)];
      return Math.hypot(a.x - b.x, a.y - b.y);
    }),
  );
}
