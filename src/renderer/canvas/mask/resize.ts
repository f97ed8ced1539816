import type { Size } from '@shared/geometry.ts';
import { squaredDistance } from '../../imaging/finish/distance.ts';

/** Rows per band. */
const BAND = 256;

/**
 * Grows a mask of one byte per pixel, or shrinks it for a negative value, with an anti-aliased edge. A pixel
 * counts as inside from half coverage on. Works in bands to limit memory. Use it in a worker.
 */
export function resizeGray(gray: Uint8Array, { width, height }: Size, by: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(gray.length);
  const set = Uint8Array.from(gray, (value) => (value >= 128 ? 255 : 0));
  const halo = Math.ceil(Math.abs(by)) + 1;
  const to = by >= 0 ? 'set' : 'unset';
  for (let top = 0; top < height; top += BAND) {
    const bottom = Math.min(height, top + BAND);
    const from = Math.max(0, top - halo);
    const end = Math.min(height, bottom + halo);
    const seen = set.subarray(from * width, end * width);
    const band = set.subarray(top * width, bottom * width);
    // Uniform surroundings need no distance computation.
    if (!seen.includes(255)) continue;
    if (!seen.includes(0)) {
      out.fill(255, top * width, bottom * width);
      continue;
    }
    const distance = squaredDistance(seen, { width, height: end - from }, to);
    const start = (top - from) * width;
    for (let at = 0; at < band.length; at++) {
      const away = Math.sqrt(distance[start + at]!);
      // Distance between centers. The mask's edge is half a pixel closer.
      const covered = by >= 0 ? by + 1 - away : away + by;
      out[top * width + at] = Math.round(Math.min(1, Math.max(0, covered)) * 255);
    }
  }
  return out;
}
