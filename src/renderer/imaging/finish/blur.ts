import type { FloatPlane } from './resample.ts';

/** The mean over a square of `2 * radius + 1` pixels; where it reaches beyond the edge, over what is inside. A new plane. */
export function boxMean({ width, height, data }: FloatPlane, radius: number): FloatPlane {
  const rows = new Float32Array(data.length);
  for (let y = 0; y < height; y++) {
    const start = y * width;
    let sum = 0;
    let count = 0;
    for (let x = -radius; x < width; x++) {
      if (x + radius < width) {
        sum += data[start + x + radius]!;
        count += 1;
      }
      if (x > radius) {
        sum -= data[start + x - radius - 1]!;
        count -= 1;
      }
      if (x >= 0) rows[start + x] = sum / count;
    }
  }
  const out = new Float32Array(data.length);
  const sums = new Float64Array(width);
  let count = 0;
  for (let y = -radius; y < height; y++) {
    if (y + radius < height) {
      for (let x = 0, at = (y + radius) * width; x < width; x++, at++) sums[x] = sums[x]! + rows[at]!;
      count += 1;
    }
    if (y > radius) {
      for (let x = 0, at = (y - radius - 1) * width; x < width; x++, at++) sums[x] = sums[x]! - rows[at]!;
      count -= 1;
    }
    if (y >= 0) for (let x = 0, at = y * width; x < width; x++, at++) out[at] = sums[x]! / count;
  }
  return { width, height, data: out };
}

/** A blur by the weights 1 2 1 each way, `times` over: a Gaussian of sigma sqrt(times / 2). A new plane. */
export function softened({ width, height, data }: FloatPlane, times = 1): FloatPlane {
  let from = data;
  for (let time = 0; time < times; time++) {
    const rows = new Float32Array(data.length);
    for (let y = 0; y < height; y++) {
      const start = y * width;
      for (let x = 0; x < width; x++) {
        const left = from[start + Math.max(x - 1, 0)]!;
        const right = from[start + Math.min(x + 1, width - 1)]!;
        rows[start + x] = (left + 2 * from[start + x]! + right) / 4;
      }
    }
    const out = new Float32Array(data.length);
    for (let y = 0; y < height; y++) {
      const above = Math.max(y - 1, 0) * width;
      const here = y * width;
      const below = Math.min(y + 1, height - 1) * width;
      for (let x = 0; x < width; x++)
        out[here + x] = (rows[above + x]! + 2 * rows[here + x]! + rows[below + x]!) / 4;
    }
    from = out;
  }
  return { width, height, data: from };
}
