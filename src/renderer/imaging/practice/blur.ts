import { enlarge, shrink } from './resize.ts';

/** A running sum along each row. `part` of the next pixel on both sides is included. */
function boxRows(
  from: Float32Array,
  to: Float32Array,
  width: number,
  height: number,
  radius: number,
  part: number,
): void {
  const scale = 1 / (2 * (radius + part) + 1);
  for (let y = 0; y < height; y++) {
    const start = y * width;
    const end = start + width - 1;
    const first = from[start]!;
    const last = from[end]!;
    let sum = first * (radius + 1);
    for (let i = 1; i <= radius; i++) sum += start + i <= end ? from[start + i]! : last;
    for (let i = start; i <= end; i++) {
      const entering = i + radius + 1 <= end ? from[i + radius + 1]! : last;
      const before = i - radius - 1 >= start ? from[i - radius - 1]! : first;
      to[i] = (sum + part * (entering + before)) * scale;
      sum += entering - (i - radius >= start ? from[i - radius]! : first);
    }
  }
}

/** Down the columns, but processed row by row: sequential memory access is several times faster. */
function boxColumns(
  from: Float32Array,
  to: Float32Array,
  width: number,
  height: number,
  radius: number,
  part: number,
): void {
  const scale = 1 / (2 * (radius + part) + 1);
  const sums = new Float32Array(width);
  const lastRow = height - 1;
  for (let dy = -radius; dy <= radius; dy++) {
    const row = Math.min(lastRow, Math.max(0, dy)) * width;
    for (let x = 0; x < width; x++) sums[x] = sums[x]! + from[row + x]!;
  }
  for (let y = 0; y < height; y++) {
    const row = y * width;
    const entering = Math.min(lastRow, y + radius + 1) * width;
    const before = Math.max(0, y - radius - 1) * width;
    const leaving = Math.max(0, y - radius) * width;
    for (let x = 0; x < width; x++) {
      const next = from[entering + x]!;
      to[row + x] = (sums[x]! + part * (next + from[before + x]!)) * scale;
      sums[x] = sums[x]! + next - from[leaving + x]!;
    }
  }
}

/** Mean over a square of `2 * radius + 1` pixels, for any radius. Edges repeat. Returns a new plane. */
export function boxBlur(plane: Float32Array, width: number, height: number, radius: number): Float32Array {
  const rows = new Float32Array(plane.length);
  const out = new Float32Array(plane.length);
  const whole = Math.floor(radius);
  boxRows(plane, rows, width, height, whole, radius - whole);
  boxColumns(rows, out, width, height, whole, radius - whole);
  return out;
}

/**
 * Approximates a Gaussian with two boxes. `radius` is about 1.4 times its sigma, in pixels. A wide blur is
 * computed on a smaller copy, where the difference is invisible.
 */
export function softBlur(plane: Float32Array, width: number, height: number, radius: number): Float32Array {
  if (radius < 0.1) return plane.slice();
  const factor = radius >= 24 ? 8 : radius >= 12 ? 4 : radius >= 6 ? 2 : 1;
  if (factor > 1 && Math.min(width, height) >= factor * 2) {
    const small = shrink(plane, width, height, factor);
    const blurred = softBlur(small.plane, small.width, small.height, radius / factor);
    return enlarge(blurred, small.width, small.height, width, height);
  }
  return boxBlur(boxBlur(plane, width, height, radius), width, height, radius * 0.7);
}
