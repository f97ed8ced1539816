import { squaredDistance } from './distance.ts';
import type { MaskRows } from './rows.ts';
import { type Columns, setColumns } from './set-columns.ts';

/** Weights of the result in a band, 0 to 1. Beyond these columns they are 0. */
export interface Feather extends Columns {
  /** By rows of `to - from` pixels. */
  readonly weights: Float32Array;
}

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
): Feather | null {
  const halo = Math.ceil(featherPx);
  const first = Math.max(0, top - halo);
  const last = Math.min(mask.height, top + height + halo);
  const seen = mask.rows(first, last - first);
  const start = (top - first) * mask.width;
  const columns = setColumns(seen.subarray(start, start + mask.width * height), mask.width);
  if (!columns) return null;
  // Everything further away than the halo is as good as unset.
  const from = Math.max(0, columns.from - halo - 1);
  const to = Math.min(mask.width, columns.to + halo + 1);
  const width = to - from;
  const part = cropped(seen, mask.width, from, to);
  const above = (top - first) * width;
  const own = part.subarray(above, above + width * height);
  const weights = new Float32Array(own.length);
  const band = { from, to, weights };
  if (featherPx <= 0 || !part.includes(0)) {
    for (let at = 0; at < weights.length; at++) weights[at] = own[at]! / 255;
    return band;
  }
  // Pixels this deep inside have full weight: the distance from a center to the nearest outside pixel's edge
  // is half a pixel less.
  const deep = featherPx + 0.5;
  const distance = squaredDistance(part, { width, height: last - first }, 'unset', deep);
  for (let at = 0; at < weights.length; at++) {
    const share = own[at]!;
    if (share === 0) continue;
    const squared = distance[above + at]!;
    const inside = squared >= deep * deep ? 1 : (Math.sqrt(squared) - 0.5) / featherPx;
    weights[at] = (share / 255) * inside * inside * (3 - 2 * inside);
  }
  return band;
}

function cropped(rows: Uint8Array, width: number, from: number, to: number): Uint8Array {
  if (from === 0 && to === width) return rows;
  const out = new Uint8Array((rows.length / width) * (to - from));
  for (let start = 0, at = 0; start < rows.length; start += width, at += to - from)
    out.set(rows.subarray(start + from, start + to), at);
  return out;
}
