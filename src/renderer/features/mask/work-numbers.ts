import type { Size } from '@shared/geometry.ts';

/**
 * Returns the factor by which the model sees a picture reduced: 4.9 for 24 MP if it works at 1 MP. At least
 * 1.
 */
export function sentScale({ width, height }: Size, megapixels: number): number {
  return Math.max(1, Math.sqrt((width * height) / (megapixels * 1_000_000)));
}
