import type { Size } from '@shared/geometry.ts';

/** The largest size of the same shape with at most `maxPixels`; the size itself when it has no more. */
export function within(size: Size, maxPixels: number): Size {
  const scale = Math.sqrt(maxPixels / (size.width * size.height));
  if (scale >= 1) return size;
  // Down, or the product could pass the limit by a row.
  return {
    width: Math.max(1, Math.floor(size.width * scale)),
    height: Math.max(1, Math.floor(size.height * scale)),
  };
}

/** The same shape with no edge longer than `maxEdge`; the size itself when it is null, or none is. */
export function withinEdge(size: Size, maxEdge: number | null): Size {
  const longest = Math.max(size.width, size.height);
  if (maxEdge === null || longest <= maxEdge) return size;
  const scaled = (edge: number) => Math.max(1, Math.round((edge * maxEdge) / longest));
  return { width: scaled(size.width), height: scaled(size.height) };
}
