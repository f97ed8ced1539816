import type { Size } from '@shared/geometry.ts';

/** Squared distance if there is no such pixel. */
export const FAR = 2 ** 30;

/**
 * Squared distance (px) from each pixel's center to the nearest pixel that `mask` sets (`to` = 'set') or
 * leaves 0 ('unset'); `FAR` if there is none. Exact, in linear time (Meijster, Roerdink, Hesselink 2000).
 * Distances above `most` may be any value above it: a lower limit is faster.
 */
export function squaredDistance(
  mask: Uint8Array,
  { width, height }: Size,
  to: 'set' | 'unset',
  most = Number.POSITIVE_INFINITY,
): Int32Array {
  const out = new Int32Array(width * height);
  const cap = Math.min(Math.floor(most) + 1, width + height);
  alongColumns(mask, width, height, to === 'set', cap, out);
  const apex = new Int32Array(width);
  const bound = new Int32Array(width);
  const squares = new Float64Array(width);
  const none = cap === width + height ? FAR : cap * cap;
  for (let start = 0; start < out.length; start += width)
    alongRow(out, start, width, cap, none, squares, apex, bound);
  return out;
}

/** Distance to the nearest pixel of the same column, at most `cap`. */
function alongColumns(
  mask: Uint8Array,
  width: number,
  height: number,
  set: boolean,
  cap: number,
  out: Int32Array,
): void {
  for (let x = 0; x < width; x++) out[x] = (mask[x] !== 0) === set ? 0 : cap;
  for (let at = width; at < out.length; at++) {
    const above = out[at - width]!;
    out[at] = (mask[at] !== 0) === set ? 0 : above < cap ? above + 1 : cap;
  }
  for (let at = (height - 1) * width - 1; at >= 0; at--) {
    const below = out[at + width]! + 1;
    if (below < out[at]!) out[at] = below;
  }
}

/**
 * Turns column distances into squared distances in the plane for one row: the lower envelope of its
 * parabolas.
 */
function alongRow(
  data: Int32Array,
  start: number,
  width: number,
  cap: number,
  none: number,
  squares: Float64Array,
  apex: Int32Array,
  bound: Int32Array,
): void {
  // Zeros at both ends stay: only the innermost ones can be nearest to anything else.
  let left = 0;
  while (left < width && data[start + left] === 0) left++;
  if (left === width) return;
  let right = width - 1;
  while (data[start + right] === 0) right--;
  left = Math.max(0, left - 1);
  right = Math.min(width - 1, right + 1);
  // Only pixels within `cap` columns of a nearer column have anything to compute: in a large area that is its edge.
  for (let x = left; x <= right; ) {
    const far = x;
    while (x <= right && data[start + x] === cap) x++;
    const from = x > right ? right + 1 : Math.max(far, x - cap);
    data.fill(none, start + far, start + from);
    if (x > right) return;
    // The next part begins where no pixel in between is near to both.
    let near = x;
    for (let at = x; at <= right && at - near <= 2 * cap; at++) if (data[start + at] !== cap) near = at;
    const end = Math.min(right, near + cap);
    envelope(data, start, from, end, cap, none, squares, apex, bound);
    x = end + 1;
  }
}

/** Computes the part of a row between two columns, inclusive, beyond which nothing is near to any of it. */
function envelope(
  data: Int32Array,
  start: number,
  left: number,
  right: number,
  cap: number,
  none: number,
  squares: Float64Array,
  apex: Int32Array,
  bound: Int32Array,
): void {
  for (let x = left; x <= right; x++) {
    const away = data[start + x]!;
    squares[x] = away < cap ? away * away : none;
  }
  let last = 0;
  apex[0] = left;
  bound[0] = left;
  for (let x = left + 1; x <= right; x++) {
    const own = squares[x]!;
    while (last >= 0) {
      const to = bound[last]!;
      const at = apex[last]!;
      if ((to - at) * (to - at) + squares[at]! <= (to - x) * (to - x) + own) break;
      last--;
    }
    if (last < 0) {
      last = 0;
      apex[0] = x;
      bound[0] = left;
      continue;
    }
    const at = apex[last]!;
    const from = 1 + Math.floor((x * x - at * at + own - squares[at]!) / (2 * (x - at)));
    if (from > right) continue;
    last++;
    apex[last] = x;
    bound[last] = from;
  }
  for (let x = right; x >= left; x--) {
    const at = apex[last]!;
    data[start + x] = Math.min(none, (x - at) * (x - at) + squares[at]!);
    if (x === bound[last]) last--;
  }
}

/**
 * Sets pixels at most `radius` from a set pixel. A negative radius unsets those as close to an unset one.
 * Returns a new mask.
 */
export function grown(mask: Uint8Array, { width, height }: Size, radius: number): Uint8Array {
  const set = radius >= 0;
  const reach = Math.floor(Math.abs(radius));
  // Half widths of a disc, by row.
  const half = Int32Array.from({ length: reach + 1 }, (_, dy) =>
    Math.floor(Math.sqrt(radius * radius - dy * dy)),
  );
  const out = new Uint8Array(mask.length).fill(set ? 0 : 255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if ((mask[y * width + x] !== 0) !== set) continue;
      const left = x;
      while (x < width && (mask[y * width + x] !== 0) === set) x++;
      const top = Math.max(-reach, -y);
      const bottom = Math.min(reach, height - 1 - y);
      for (let dy = top; dy <= bottom; dy++) {
        const wide = half[Math.abs(dy)]!;
        const row = (y + dy) * width;
        out.fill(set ? 255 : 0, row + Math.max(0, left - wide), row + Math.min(width, x + wide));
      }
    }
  return out;
}
