import type { Frame } from './pixels.ts';
import type { Random } from './random.ts';

/** A filter's parameters besides the picture. */
export interface Dials {
  /** Number of refining passes, 1 to 50. */
  readonly passes: number;
  /** Strength: 0.5 is weak, 1 is normal, 2.4 is extreme. */
  readonly push: number;
  /** Pixels per design unit: 1 in a picture of one megapixel, so that brush sizes scale with the picture. */
  readonly unit: number;
  /** For decisions made once. */
  readonly random: Random;
  /** For each pass: a separate stream, so that more passes refine the same picture. */
  readonly strokes: Random;
}

/** Changes a frame in place. Yields its progress from time to time, 0 to 1. */
export type Filter = (frame: Frame, dials: Dials) => Generator<number, void>;

/** Share of the full effect after some passes: 0.23 after 1, 1 after 28, 1.06 after 50. */
export function settled(passes: number): number {
  return (passes / (passes + 4)) * (32 / 28);
}
