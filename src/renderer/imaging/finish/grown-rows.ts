import { grown } from './distance.ts';
import type { MaskRows } from './rows.ts';

/** Grows a mask by `radius` pixels, computed in bands. */
export function grownRows(mask: MaskRows, radius: number): MaskRows {
  const { width, height: all } = mask;
  const halo = Math.ceil(radius);
  return {
    width,
    height: all,
    rows(top, height) {
      const from = Math.max(0, top - halo);
      const to = Math.min(all, top + height + halo);
      const seen = mask.rows(from, to - from);
      const start = (top - from) * width;
      if (!seen.some((value) => value !== 0)) return new Uint8Array(width * height);
      return grown(seen, { width, height: to - from }, radius).subarray(start, start + width * height);
    },
  };
}
