import type { Size } from '@shared/geometry.ts';
import type { Placement } from './placement.ts';

/**
 * `taps` weights per output pixel along an axis: output pixel `i` is the sum of `weights[i * taps + k]` ·
 * input pixel `first[i] + k`. Pixels beyond the edge repeat it.
 */
export interface AxisWeights {
  readonly taps: number;
  readonly first: Int32Array;
  readonly weights: Float32Array;
}

/** Catmull-Rom (Keys 1981, a = -0.5): sharp, with the least ringing of all interpolating cubics. */
function catmullRom(distance: number): number {
  const d = Math.abs(distance);
  if (d < 1) return (1.5 * d - 2.5) * d * d + 1;
  return d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
}

/**
 * Weights for resampling along one axis: input position = (output position - offset) / scale. Reducing widens
 * the kernel, so that nothing is skipped. `from` and `length` choose a range of the output.
 */
export function axisWeights(scale: number, offset: number, from: number, length: number): AxisWeights {
  const stretch = Math.max(1, 1 / scale);
  const taps = Math.ceil(4 * stretch) + 1;
  const first = new Int32Array(length);
  const weights = new Float32Array(length * taps);
  for (let i = 0; i < length; i++) {
    const middle = (from + i + 0.5 - offset) / scale - 0.5;
    const start = Math.ceil(middle - 2 * stretch);
    first[i] = start;
    let sum = 0;
    for (let k = 0; k < taps; k++) sum += catmullRom((start + k - middle) / stretch);
    for (let k = 0; k < taps; k++) weights[i * taps + k] = catmullRom((start + k - middle) / stretch) / sum;
  }
  return { taps, first, weights };
}

/** A plane of floats, rows from the top. */
export interface FloatPlane extends Size {
  readonly data: Float32Array;
}

/** Resamples a band: `height` output rows from `top` on, `width` columns wide. */
export function resampleBand(
  plane: FloatPlane,
  { scaleX, scaleY, x, y }: Placement,
  band: { readonly top: number; readonly width: number; readonly height: number },
): Float32Array {
  const across = axisWeights(scaleX, x, 0, band.width);
  const down = axisWeights(scaleY, y, band.top, band.height);
  const out = new Float32Array(band.width * band.height);
  const line = new Float32Array(plane.width);
  for (let row = 0; row < band.height; row++) {
    mixRows(plane, down, row, line);
    mixAlong(line, across, out.subarray(row * band.width, (row + 1) * band.width));
  }
  return out;
}

/** Resamples the whole output. */
export function resample(plane: FloatPlane, placement: Placement, size: Size): FloatPlane {
  return { ...size, data: resampleBand(plane, placement, { top: 0, ...size }) };
}

/** Computes one output row at input width, into `line`: all columns, or those `from` to `to` (exclusive). */
export function mixRows(
  { width, height, data }: FloatPlane,
  { taps, first, weights }: AxisWeights,
  row: number,
  line: Float32Array,
  from = 0,
  to = width,
): void {
  const rowStart = (k: number) => Math.min(Math.max(first[row]! + k, 0), height - 1) * width;
  line.fill(0, from, to);
  // Four rows at a time: the line is read and written a quarter as often.
  for (let k = 0; k < taps; k += 4) {
    const w0 = weights[row * taps + k]!;
    const w1 = k + 1 < taps ? weights[row * taps + k + 1]! : 0;
    const w2 = k + 2 < taps ? weights[row * taps + k + 2]! : 0;
    const w3 = k + 3 < taps ? weights[row * taps + k + 3]! : 0;
    if (w0 === 0 && w1 === 0 && w2 === 0 && w3 === 0) continue;
    const [a, b, c, d] = [rowStart(k), rowStart(k + 1), rowStart(k + 2), rowStart(k + 3)];
    for (let x = from; x < to; x++)
      line[x] = line[x]! + w0 * data[a + x]! + w1 * data[b + x]! + w2 * data[c + x]! + w3 * data[d + x]!;
  }
}

/**
 * Resamples one row along its axis: the pixels `from` to `to` (exclusive) of `out`, which has one entry per
 * weight.
 */
export function mixAlong(
  line: Float32Array,
  { taps, first, weights }: AxisWeights,
  out: Float32Array,
  from = 0,
  to = first.length,
): void {
  const last = line.length - 1;
  // First pixels increase, so those in between need no bounds check.
  let inner = from;
  while (inner < to && first[inner]! < 0) inner++;
  let outer = to;
  while (outer > inner && first[outer - 1]! + taps - 1 > last) outer--;
  for (let i = from; i < inner; i++) out[i] = clampedSum(line, first[i]!, weights, i * taps, taps);
  if (taps === LEAST_TAPS)
    for (let i = inner, w = inner * LEAST_TAPS; i < outer; i++, w += LEAST_TAPS) {
      const at = first[i]!;
      out[i] =
        weights[w]! * line[at]! +
        weights[w + 1]! * line[at + 1]! +
        weights[w + 2]! * line[at + 2]! +
        weights[w + 3]! * line[at + 3]! +
        weights[w + 4]! * line[at + 4]!;
    }
  else
    for (let i = inner; i < outer; i++) {
      let sum = 0;
      for (let at = first[i]!, w = i * taps, end = w + taps; w < end; at++, w++)
        sum += weights[w]! * line[at]!;
      out[i] = sum;
    }
  for (let i = outer; i < to; i++) out[i] = clampedSum(line, first[i]!, weights, i * taps, taps);
}

/** Taps of an unwidened kernel. */
const LEAST_TAPS = 5;

function clampedSum(
  line: Float32Array,
  start: number,
  weights: Float32Array,
  w: number,
  taps: number,
): number {
  let sum = 0;
  for (let k = 0; k < taps; k++)
    sum += weights[w + k]! * line[Math.min(Math.max(start + k, 0), line.length - 1)]!;
  return sum;
}
