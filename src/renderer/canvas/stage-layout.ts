import type { Box, Size } from '@shared/geometry.ts';

/** Positions of pictures on a common stage, in pixels of the subject. */
export interface StageLayout {
  readonly stage: Size;
  /** In the order of the pictures. */
  readonly rects: readonly Box[];
}

/**
 * `reference`: the picture the others are aligned with. `subject`: the picture whose pixels are the unit, so
 * that 100% is 100% of it.
 */
export interface Roles {
  readonly reference: number;
  readonly subject: number;
}

const WHOLE = { x: 0, y: 0 };

/**
 * Aligns pictures so that the same content is at the same position: each is the largest centered part of the
 * reference with its own aspect ratio, which is how a result with another ratio is cropped from its source.
 */
export function stageLayout(pictures: readonly Size[], { reference, subject }: Roles): StageLayout {
  const ground = pictures[reference] ?? pictures[0] ?? { width: 1, height: 1 };
  const fitOf = ({ width, height }: Size) => Math.min(ground.width / width, ground.height / height);
  // First in pixels of the reference, then in those of the subject.
  const counted = pictures[subject];
  const unit = subject === reference || !counted ? 1 : 1 / fitOf(counted);
  const stage = { width: ground.width * unit, height: ground.height * unit };
  const rects = pictures.map((picture) => {
    if (picture === ground) return { ...WHOLE, ...stage };
    const fit = fitOf(picture) * unit;
    const width = picture.width * fit;
    const height = picture.height * fit;
    return { x: (stage.width - width) / 2, y: (stage.height - height) / 2, width, height };
  });
  return { stage, rects };
}
