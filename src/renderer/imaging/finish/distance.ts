import type { Size } from '@shared/geometry.ts';

const FAR = 1e12;

/**
 * Squared distance of each pixel's middle to the nearest pixel that `mask` sets (`to` = 'set') or leaves 0 ('unset'), in
 * pixels; 1e12 where there is none. Exact, in linear time (Felzenszwalb and Huttenlocher 2012).
 */
export function squaredDistance(
  mask: Uint8Array,
  { width, height }: Size,
  to: 'set' | 'unset',
): Float64Array {
  const out = new Float64Array(width * height);
  for (let at = 0; at < out.length; at++) out[at] = (mask[at] !== 0) === (to === 'set') ? 0 : FAR;
  const longest = Math.max(width, height);
  const line = new Float64Array(longest);
  const apex = new Int32Array(longest);
  const bound = new Float64Array(longest + 1);
  for (let x = 0; x < width; x++) transformLine(out, x, width, height, line, apex, bound);
  for (let y = 0; y < height; y++) transformLine(out, y * width, 1, width, line, apex, bound);
  return out;
}

/** Lower envelope of parabolas over one line of `data`. */
function transformLine(
  data: Float64Array,
  start: number,
  stride: number,
  length: number,
  line: Float64Array,
  apex: Int32Array,
  bound: Float64Array,
): void {
  let far = true;
  let near = true;
  for (let i = 0; i < length; i++) {
    const value = data[start + i * stride]!;
    line[i] = value;
    if (value !== FAR) far = false;
    if (value !== 0) near = false;
  }
  if (far || near) return;
  let last = 0;
  apex[0] = 0;
  bound[0] = -FAR;
  bound[1] = FAR;
  for (let q = 1; q < length; q++) {
    let meet = crossing(line, q, apex[last]!);
    while (meet <= bound[last]!) meet = crossing(line, q, apex[--last]!);
    apex[++last] = q;
    bound[last] = meet;
    bound[last + 1] = FAR;
  }
  for (let q = 0, k = 0; q < length; q++) {
    while (bound[k + 1]! < q) k++;
    const away = q - apex[k]!;
    data[start + q * stride] = Math.min(FAR, away * away + line[apex[k]!]!);
  }
}

function crossing(line: Float64Array, q: number, v: number): number {
  return (line[q]! + q * q - (line[v]! + v * v)) / (2 * (q - v));
}

/** Sets what is at most `radius` pixels from a set pixel; a negative radius unsets what is as near to an unset one. A new mask. */
export function grown(mask: Uint8Array, size: Size, radius: number): Uint8Array {
  const distance = squaredDistance(mask, size, radius >= 0 ? 'set' : 'unset');
  const limit = radius * radius;
  const out = new Uint8Array(mask.length);
  for (let at = 0; at < out.length; at++) out[at] = distance[at]! <= limit === radius >= 0 ? 255 : 0;
  return out;
}
