import type { Frame } from './pixels.ts';
import type { Random } from './random.ts';

/** What a filter is told beside the picture. */
export interface Dials {
  /** Refining passes to make, 1 to 50. */
  readonly passes: number;
  /** How far to go: 0.5 is timid, 1 is the filter as named, 2.4 is extreme. */
  readonly push: number;
  /** Pixels per design unit: 1 in a picture of one megapixel, so that brushes keep their size in the picture. */
  readonly unit: number;
  /** For what the filter decides once. */
  readonly random: Random;
  /** For what each pass does: its own stream, so that more passes refine the same picture. */
  readonly strokes: Random;
}

/** Changes a frame in place; yields now and then what part of its work is done, 0 to 1. */
export type Filter = (frame: Frame, dials: Dials) => Generator<number, void>;

/** How much of the full effect is reached after some passes: 0.23 after 1, 1 after 28, 1.06 after 50. */
export function settled(passes: number): number {
  return (passes / (passes + 4)) * (32 / 28);
}
