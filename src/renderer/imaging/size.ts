import type { Size } from '@shared/geometry.ts';

/** Returns the largest size of the same shape with at most `maxPixels`, or the size itself if it is smaller. */
export function within(size: Size, maxPixels: number): Size {
  const scale = Math.sqrt(maxPixels / (size.width * size.height));
  if (scale >= 1) return size;
  // Rounded down, or the product could exceed the limit.
  return {
    width: Math.max(1, Math.floor(size.width * scale)),
    height: Math.max(1, Math.floor(size.height * scale)),
  };
}

/** Returns a size of the same shape with no edge above `maxEdge`, or the size itself if it is null or fits. */
export function withinEdge(size: Size, maxEdge: number | null): Size {
  const longest = Math.max(size.width, size.height);
  if (maxEdge === null || longest <= maxEdge) return size;
  const scaled = (edge: number) => Math.max(1, Math.round((edge * maxEdge) / longest));
  return { width: scaled(size.width), height: scaled(size.height) };
}
