import type { Size } from '@shared/geometry.ts';
import type { Placement } from './placement.ts';

/**
 * `taps` weights for each pixel along an axis of the output: output pixel `i` is the sum of `weights[i * taps + k]` ·
 * input pixel `first[i] + k`, where pixels beyond the edge repeat it.
 */
export interface AxisWeights {
  readonly taps: number;
  readonly first: Int32Array;
  readonly weights: Float32Array;
}

/** Catmull-Rom (Keys 1981, a = -0.5): sharp, and of all cubics the one with the least ringing that interpolates. */
function catmullRom(distance: number): number {
  const d = Math.abs(distance);
  if (d < 1) return (1.5 * d - 2.5) * d * d + 1;
  return d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
}

/**
 * Weights that resample along one axis: input position = (output position - offset) / scale. Making smaller widens the
 * kernel, so that nothing is skipped. `from` and `length` choose a stretch of the output.
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

/** Resamples a band of rows: those of the output from `top` on, `height` of them, as `width` columns from the left. */
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
    mixAlong(line, across, out, row * band.width);
  }
  return out;
}

/** The whole output at once. */
export function resample(plane: FloatPlane, placement: Placement, size: Size): FloatPlane {
  return { ...size, data: resampleBand(plane, placement, { top: 0, ...size }) };
}

/** One row of the output, still as wide as the input, into `line`. */
export function mixRows(
  { width, height, data }: FloatPlane,
  down: AxisWeights,
  row: number,
  line: Float32Array,
): void {
  line.fill(0);
  const { taps, first, weights } = down;
  for (let k = 0; k < taps; k++) {
    const weight = weights[row * taps + k]!;
    if (weight === 0) continue;
    const from = Math.min(Math.max(first[row]! + k, 0), height - 1) * width;
    for (let x = 0; x < width; x++) line[x] = line[x]! + weight * data[from + x]!;
  }
}

/** One row along its own axis, into `out` from `at` on. */
export function mixAlong(line: Float32Array, across: AxisWeights, out: Float32Array, at: number): void {
  const { taps, first, weights } = across;
  const last = line.length - 1;
  for (let i = 0; i < first.length; i++) {
    const start = first[i]!;
    let sum = 0;
    if (start >= 0 && start + taps - 1 <= last)
      for (let k = 0, w = i * taps; k < taps; k++, w++) sum += weights[w]! * line[start + k]!;
    else
      for (let k = 0, w = i * taps; k < taps; k++, w++)
        sum += weights[w]! * line[Math.min(Math.max(start + k, 0), last)]!;
    out[at + i] = sum;
  }
}
