import type { Size } from '@shared/geometry.ts';

/** Pixels that a mask grows or shrinks per key press, scaled with the picture. */
export function stepOf({ width, height }: Size): number {
  return Math.max(1, Math.round(Math.max(width, height) / 400));
}
