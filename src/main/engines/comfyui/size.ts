import type { Size } from '@shared/geometry.ts';
import { SAME_RATIO } from './workflow-model.ts';

/** Models of this kind work in blocks of this many pixels. */
const BLOCK = 16;

/** Returns the size of a result: the ratio asked for, or that of the picture, with about that many megapixels. */
export function resultSize(picture: Size, ratio: string, megapixels: string): Size {
  const [across = picture.width, down = picture.height] =
    ratio === SAME_RATIO ? [] : ratio.split(':').map(Number);
  const pixels = Number(megapixels) * 1024 * 1024;
  const height = Math.sqrt((pixels * down) / across);
  const inBlocks = (length: number) => Math.max(BLOCK, Math.round(length / BLOCK) * BLOCK);
  return { width: inBlocks((height * across) / down), height: inBlocks(height) };
}
