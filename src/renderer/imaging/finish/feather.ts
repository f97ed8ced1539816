import { squaredDistance } from './distance.ts';
import type { MaskRows } from './rows.ts';

/**
 * Weight of the result in each pixel of a band, 0 to 1: the mask, faded in over `featherPx` pixels from its
 * edge inward. It is exactly 0 where the mask is 0, so a feather never touches what must stay. The picture's
 * edge doesn't count as an edge. Null if all weights are 0.
 */
export function featheredBand(
  mask: MaskRows,
  top: number,
  height: number,
  featherPx: number,
): Float32Array | null {
  const { width } = mask;
  const halo = Math.ceil(featherPx);
  const from = Math.max(0, top - halo);
  const to = Math.min(mask.height, top + height + halo);
  const seen = mask.rows(from, to - from);
  const start = (top - from) * width;
  const own = seen.subarray(start, start + width * height);
  let first = 0;
  while (first < own.length && own[first] === 0) first++;
  if (first === own.length) return null;
  const out = new Float32Array(own.length);
  if (featherPx <= 0 || !seen.includes(0)) {
    for (let at = first; at < out.length; at++) out[at] = own[at]! / 255;
    return out;
  }
  // Pixels this deep inside have full weight: the distance from a center to the nearest outside pixel's edge
  // is half a pixel less.
  const deep = featherPx + 0.5;
  const distance = squaredDistance(seen, { width, height: to - from }, 'unset', deep);
  for (let at = first; at < out.length; at++) {
    const share = own[at]!;
    if (share === 0) continue;
    const squared = distance[start + at]!;
    const part = squared >= deep * deep ? 1 : (Math.sqrt(squared) - 0.5) / featherPx;
    out[at] = (share / 255) * part * part * (3 - 2 * part);
  }
  return out;
}
