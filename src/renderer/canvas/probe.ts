import type { Box, Point, Size } from '@shared/geometry.ts';
import type { View } from './viewport.ts';

/** A pixel of a picture by column and row. */
export interface Pixel {
  readonly column: number;
  readonly row: number;
}

/** The pixels under the pointer, or in the center if it isn't over the pictures. */
export interface Probe {
  /** In CSS pixels of the frame. */
  readonly at: Point;
  /** The pixel of each picture at that point. Null where it doesn't reach. */
  readonly pixels: readonly (Pixel | null)[];
}

/** Returns the pixel of each picture at a point of a pane. */
export function pixelsAt(
  at: Point,
  view: View,
  rects: readonly Box[],
  natural: readonly Size[],
): (Pixel | null)[] {
  const stage = { x: (at.x - view.x) / view.scale, y: (at.y - view.y) / view.scale };
  return rects.map((rect, i) => {
    const size = natural[i];
    if (!size) return null;
    const column = Math.floor(((stage.x - rect.x) / rect.width) * size.width);
    const row = Math.floor(((stage.y - rect.y) / rect.height) * size.height);
    const inside = column >= 0 && row >= 0 && column < size.width && row < size.height;
    return inside ? { column, row } : null;
  });
}

/**
 * Returns the position of an element next to the pointer: below right, or on the other side near the frame's
 * edge.
 */
export function besidePointer(at: Point, size: Size, frame: Size, gap: number): Point {
  const beside = (place: number, length: number, room: number) => {
    const after = place + gap;
    if (after + length <= room) return after;
    return Math.max(Math.min(place - gap - length, room - length), 0);
  };
  return { x: beside(at.x, size.width, frame.width), y: beside(at.y, size.height, frame.height) };
}
