import type { FloatPlane } from './resample.ts';

/**
 * Mean over a square of `2 * radius + 1` pixels, clipped at the edges. Returns a new plane. With `step` above
 * 1, only for every `step`-th pixel and row, starting with the first.
 */
export function boxMean(plane: FloatPlane, radius: number, step = 1): FloatPlane {
  const { width, height, data } = plane;
  const add = (sums: Float64Array, from: number) => {
    for (let x = 0; x < width; x++) sums[x] = sums[x]! + data[from + x]!;
  };
  const remove = (sums: Float64Array, from: number) => {
    for (let x = 0; x < width; x++) sums[x] = sums[x]! - data[from + x]!;
  };
  const means = slidingMean(plane, radius, step, add, remove);
  return { width: Math.ceil(width / step), height: Math.ceil(height / step), data: means };
}

/** Mean of the product of two planes over such squares. */
export function boxMeanOfProduct(one: FloatPlane, other: FloatPlane, radius: number, step = 1): Float32Array {
  const { width } = one;
  const [a, b] = [one.data, other.data];
  const add = (sums: Float64Array, from: number) => {
    for (let x = 0; x < width; x++) sums[x] = sums[x]! + a[from + x]! * b[from + x]!;
  };
  const remove = (sums: Float64Array, from: number) => {
    for (let x = 0; x < width; x++) sums[x] = sums[x]! - a[from + x]! * b[from + x]!;
  };
  return slidingMean(one, radius, step, add, remove);
}

/**
 * Sliding sums, first down the columns, then along the rows: each value is added and subtracted once per
 * direction.
 */
function slidingMean(
  { width, height }: { readonly width: number; readonly height: number },
  radius: number,
  step: number,
  add: (sums: Float64Array, from: number) => void,
  remove: (sums: Float64Array, from: number) => void,
): Float32Array {
  const columns = Math.ceil(width / step);
  const out = new Float32Array(columns * Math.ceil(height / step));
  const sums = new Float64Array(width);
  for (let y = 0; y < Math.min(radius, height); y++) add(sums, y * width);
  for (let y = 0, at = 0; y < height; y++) {
    if (y + radius < height) add(sums, (y + radius) * width);
    if (y > radius) remove(sums, (y - radius - 1) * width);
    if (y % step !== 0) continue;
    const rows = Math.min(height - 1, y + radius) - Math.max(0, y - radius) + 1;
    if (step === 1) meansOfRow(sums, rows, radius, out, at);
    else sparseMeansOfRow(sums, rows, radius, step, out, at);
    at += columns;
  }
  return out;
}

function meansOfRow(sums: Float64Array, rows: number, radius: number, out: Float32Array, at: number): void {
  const width = sums.length;
  let sum = 0;
  for (let x = 0; x < Math.min(radius, width); x++) sum += sums[x]!;
  const inner = Math.min(radius + 1, width);
  for (let x = 0; x < inner; x++) {
    if (x + radius < width) sum += sums[x + radius]!;
    out[at + x] = sum / (rows * (Math.min(width - 1, x + radius) + 1));
  }
  const last = width - radius;
  const part = 1 / (rows * (2 * radius + 1));
  for (let x = inner; x < last; x++) {
    sum += sums[x + radius]! - sums[x - radius - 1]!;
    out[at + x] = sum * part;
  }
  for (let x = Math.max(inner, last); x < width; x++) {
    sum -= sums[x - radius - 1]!;
    out[at + x] = sum / (rows * (width - x + radius));
  }
}

function sparseMeansOfRow(
  sums: Float64Array,
  rows: number,
  radius: number,
  step: number,
  out: Float32Array,
  at: number,
): void {
  const width = sums.length;
  let [sum, from, to] = [0, 0, 0];
  for (let x = 0, i = at; x < width; x += step, i++) {
    const end = Math.min(width, x + radius + 1);
    const start = Math.max(0, x - radius);
    while (to < end) sum += sums[to++]!;
    while (from < start) sum -= sums[from++]!;
    out[i] = sum / (rows * (end - start));
  }
}

/**
 * Blur with the weights 1 2 1 in each direction, `times` over: a Gaussian of sigma sqrt(times / 2). Returns a
 * new plane.
 */
export function softened({ width, height, data }: FloatPlane, times = 1): FloatPlane {
  const out = new Float32Array(data.length);
  for (let time = 0; time < times; time++) soften(time === 0 ? data : out, out, width, height);
  return { width, height, data: out };
}

/**
 * Blurs along the rows and down the columns at once, with three rows in between, so that a large plane passes
 * through the cache once. `to` may be `from`: a row is written after it was read for the last time.
 */
function soften(from: Float32Array, to: Float32Array, width: number, height: number): void {
  let above = new Float32Array(width);
  let here = new Float32Array(width);
  let below = new Float32Array(width);
  softenRow(from, 0, here);
  above.set(here);
  for (let y = 0; y < height; y++) {
    if (y + 1 < height) softenRow(from, (y + 1) * width, below);
    else below.set(here);
    const start = y * width;
    for (let x = 0; x < width; x++) to[start + x] = (above[x]! + 2 * here[x]! + below[x]!) / 4;
    [above, here, below] = [here, below, above];
  }
}

/** Blurs one row, from `start` on, into `to`. */
function softenRow(from: Float32Array, start: number, to: Float32Array): void {
  const last = to.length - 1;
  let left = from[start]!;
  let here = left;
  for (let x = 0; x < last; x++) {
    const right = from[start + x + 1]!;
    to[x] = (left + 2 * here + right) / 4;
    left = here;
    here = right;
  }
  to[last] = (left + 3 * here) / 4;
}
