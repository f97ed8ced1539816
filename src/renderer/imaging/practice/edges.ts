import { softBlur } from './blur.ts';

/** Gradient magnitude of each pixel of a plane, 0 to about 1. */
export function slope(plane: Float32Array, width: number, height: number): Float32Array {
  const out = new Float32Array(plane.length);
  for (let y = 0, i = 0; y < height; y++) {
    const up = y > 0 ? width : 0;
    const down = y < height - 1 ? width : 0;
    for (let x = 0; x < width; x++, i++) {
      const dx = plane[x < width - 1 ? i + 1 : i]! - plane[x > 0 ? i - 1 : i]!;
      const dy = plane[i + down]! - plane[i - up]!;
      out[i] = Math.sqrt(dx * dx + dy * dy);
    }
  }
  return out;
}

/** Line drawing, 0 paper to 1 ink: where a fine blur is darker than a wide one (`radius` in pixels). */
export function inkLines(
  luma: Float32Array,
  width: number,
  height: number,
  radius: number,
  hardness: number,
): Float32Array {
  const fine = softBlur(luma, width, height, radius);
  const wide = softBlur(luma, width, height, radius * 2.6);
  for (let i = 0; i < fine.length; i++) {
    const ratio = (fine[i]! + 0.03) / (wide[i]! + 0.03);
    const ink = (0.985 - ratio) * hardness;
    fine[i] = ink <= 0 ? 0 : Math.min(ink, 1);
  }
  return fine;
}
