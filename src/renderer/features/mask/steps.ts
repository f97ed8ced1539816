import type { Size } from '@shared/geometry.ts';

/** How far a mask grows or shrinks with one press, in pixels: about what is seen as a little at any size. */
export function stepOf({ width, height }: Size): number {
  return Math.max(1, Math.round(Math.max(width, height) / 400));
}
