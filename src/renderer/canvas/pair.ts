import type { Rect, Size } from './geometry.ts';

/** Which picture of a pair is the one that is looked at: its pixels are the unit, 100% is 100% of it. */
export type Subject = 'before' | 'after';

/** Where both pictures of a pair lie on one common stage. All in pixels of the subject. */
export interface PairLayout {
  readonly stage: Size;
  readonly before: Rect;
  readonly after: Rect;
}

const WHOLE = { x: 0, y: 0 };

/** One picture alone. */
export function soloLayout(picture: Size): PairLayout {
  const rect = { ...WHOLE, width: picture.width, height: picture.height };
  return { stage: { width: picture.width, height: picture.height }, before: rect, after: rect };
}

/**
 * Lays a result over its source so that the same thing lies at the same place: the result is the largest centred part
 * of the source with the result's shape, which is how a result of another aspect ratio is cut.
 */
export function pairLayout(before: Size, after: Size, subject: Subject): PairLayout {
  const fit = Math.min(before.width / after.width, before.height / after.height);
  // In pixels of the source first, then in those of the subject.
  const unit = subject === 'before' ? 1 : 1 / fit;
  const stage = { width: before.width * unit, height: before.height * unit };
  const width = after.width * fit * unit;
  const height = after.height * fit * unit;
  return {
    stage,
    before: { ...WHOLE, ...stage },
    after: { x: (stage.width - width) / 2, y: (stage.height - height) / 2, width, height },
  };
}
