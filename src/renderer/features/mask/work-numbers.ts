import type { Size } from '@shared/geometry.ts';

/** By how much the model sees a picture smaller than it is: 4.9 for 24 MP when it works at 1 MP. Never less than 1. */
export function sentScale({ width, height }: Size, megapixels: number): number {
  return Math.max(1, Math.sqrt((width * height) / (megapixels * 1_000_000)));
}
