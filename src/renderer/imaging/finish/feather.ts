import { squaredDistance } from './distance.ts';
import type { MaskRows } from './rows.ts';

/**
 * How much of the result each pixel of a band takes, 0 to 1: the mask, faded in over `featherPx` pixels from its edge
 * inwards. Where the mask is 0 it is exactly 0, so a feather never touches what must stay. The edge of the picture is no edge of
 * the mask. Null when the band takes nothing at all.
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
  if (!own.some((value) => value !== 0)) return null;
  const out = Float32Array.from(own, (value) => value / 255);
  if (featherPx <= 0 || !seen.includes(0)) return out;
  const distance = squaredDistance(seen, { width, height: to - from }, 'unset');
  for (let at = 0; at < out.length; at++) {
    if (out[at] === 0) continue;
    // From the middle of a pixel to the edge of the nearest one outside.
    const away = Math.sqrt(distance[start + at]!) - 0.5;
    const part = Math.min(1, away / featherPx);
    out[at] = out[at]! * part * part * (3 - 2 * part);
  }
  return out;
}
