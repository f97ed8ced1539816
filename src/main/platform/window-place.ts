import type { Size } from '@shared/geometry.ts';
import type { Rectangle } from 'electron';

/** Smallest window in which everything is reachable, in screen pixels before scaling. */
export const MIN_SIZE = { width: 1024, height: 540 };

/** Minimum part of a title bar (px) that must be on a screen so that the mouse can grab it. */
const GRIP = { width: 200, height: 40 };

/**
 * Returns where to put a window that was last seen at `place`: entirely on the screen it is mostly on, or on
 * those it spans. If its title bar would be out of reach, or it never had a position, the system chooses the
 * position. `screens` starts with the primary one.
 */
export function placeOn(
  place: Size & Partial<Pick<Rectangle, 'x' | 'y'>>,
  screens: readonly Rectangle[],
): Partial<Rectangle> {
  const { x, y } = place;
  const [primary] = screens;
  if (x === undefined || y === undefined || !isReachable({ ...place, x, y }, screens))
    return sizeOn(place, primary ?? { ...place, x: 0, y: 0 });
  const whole = { ...place, x, y };
  const touched = screens
    .filter((screen) => area(overlap(whole, screen)) > 0)
    .toSorted((a, b) => area(overlap(whole, b)) - area(overlap(whole, a)));
  // A window across two screens is intentionally wider than either.
  const room = touched.length > 1 && isInside(whole, around(touched)) ? around(touched) : touched[0];
  if (!room) return sizeOn(place, primary ?? whole);
  const size = sizeOn(place, room);
  return {
    x: Math.min(Math.max(x, room.x), room.x + room.width - size.width),
    y: Math.min(Math.max(y, room.y), room.y + room.height - size.height),
    ...size,
  };
}

/** Returns the minimum window size for these screens: a window must fit on a small screen. */
export function minSizeOn(room: Size): Size {
  return {
    width: Math.min(MIN_SIZE.width, room.width),
    height: Math.min(MIN_SIZE.height, room.height),
  };
}

function sizeOn({ width, height }: Size, room: Size): Size {
  const min = minSizeOn(room);
  return {
    width: Math.min(Math.max(width, min.width), room.width),
    height: Math.min(Math.max(height, min.height), room.height),
  };
}

function isReachable(place: Rectangle, screens: readonly Rectangle[]): boolean {
  const titleBar = { ...place, height: GRIP.height };
  return screens.some((screen) => {
    const { width, height } = overlap(titleBar, screen);
    return width >= Math.min(GRIP.width, place.width) && height >= GRIP.height / 2;
  });
}

function isInside(inner: Rectangle, outer: Rectangle): boolean {
  return area(overlap(inner, outer)) === area(inner);
}

/** Returns the bounding rectangle. */
function around(screens: readonly Rectangle[]): Rectangle {
  const x = Math.min(...screens.map((screen) => screen.x));
  const y = Math.min(...screens.map((screen) => screen.y));
  const right = Math.max(...screens.map((screen) => screen.x + screen.width));
  const bottom = Math.max(...screens.map((screen) => screen.y + screen.height));
  return { x, y, width: right - x, height: bottom - y };
}

function overlap(a: Rectangle, b: Rectangle): Size {
  return {
    width: Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)),
    height: Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)),
  };
}

const area = ({ width, height }: Size): number => width * height;
