import type { Rectangle } from 'electron';

/** How much of a title bar must be on a screen for the window to be caught with the mouse, in pixels. */
const GRIP = { width: 200, height: 40 };

/**
 * Where to put a window that was at `place` when it was last seen: there, when its title bar can still be reached on a screen;
 * else wherever the system puts it, no larger than the first screen.
 */
export function placeOn(place: Rectangle, screens: readonly Rectangle[]): Partial<Rectangle> {
  const titleBar = { ...place, height: GRIP.height };
  const reachable = screens.some((screen) => {
    const { width, height } = overlap(titleBar, screen);
    return width >= Math.min(GRIP.width, place.width) && height >= GRIP.height / 2;
  });
  const home = screens.toSorted((a, b) => area(overlap(place, b)) - area(overlap(place, a)))[0];
  const size = {
    width: Math.min(place.width, home?.width ?? place.width),
    height: Math.min(place.height, home?.height ?? place.height),
  };
  // A window over two screens is wider than either, on purpose.
  const spans = screens.filter((screen) => area(overlap(place, screen)) > 0).length > 1;
  if (!reachable) return size;
  return spans ? place : { x: place.x, y: place.y, ...size };
}

function overlap(a: Rectangle, b: Rectangle): { width: number; height: number } {
  return {
    width: Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)),
    height: Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)),
  };
}

const area = ({ width, height }: { width: number; height: number }): number => width * height;
