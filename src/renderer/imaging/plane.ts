import type { Point, Size } from '@shared/geometry.ts';

/** A grayscale picture, rows from the top. */
export interface Plane extends Size {
  readonly data: Uint8Array | Float32Array;
}

/** Halves each edge. Every pixel is the mean of four. */
export function halved({ width, height, data }: Plane): Plane & { readonly data: Float32Array } {
  const size = { width: Math.max(1, width >> 1), height: Math.max(1, height >> 1) };
  const out = new Float32Array(size.width * size.height);
  const right = width > 1 ? 1 : 0;
  const below = height > 1 ? width : 0;
  for (let y = 0; y < size.height; y++)
    for (let x = 0; x < size.width; x++) {
      const at = y * 2 * width + x * 2;
      out[y * size.width + x] =
        ((data[at] as number) +
          (data[at + right] as number) +
          (data[at + below] as number) +
          (data[at + below + right] as number)) /
        4;
    }
  return { ...size, data: out };
}

/** Returns a square around a point, `side` wide. Edges repeat. */
export function squareAround(plane: Plane, middle: Point, side: number): Float32Array {
  const { width, height, data } = plane;
  const left = Math.round(middle.x) - side / 2;
  const top = Math.round(middle.y) - side / 2;
  const out = new Float32Array(side * side);
  for (let y = 0; y < side; y++) {
    const row = Math.min(Math.max(top + y, 0), height - 1) * width;
    for (let x = 0; x < side; x++)
      out[y * side + x] = data[row + Math.min(Math.max(left + x, 0), width - 1)] as number;
  }
  return out;
}
