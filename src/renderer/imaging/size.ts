/** In pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A part of a picture, in its pixels. */
export interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

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
