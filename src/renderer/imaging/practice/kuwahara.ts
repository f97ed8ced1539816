import { boxBlur } from './blur.ts';
import { emptyFrame, type Frame, lumaOf } from './pixels.ts';

/** Keeps a flat neighborhood from taking all the weight. */
const FLOOR = 2e-5;

interface Stats {
  readonly r: Float32Array;
  readonly g: Float32Array;
  readonly b: Float32Array;
  readonly variance: Float32Array;
}

function statistics(frame: Frame, radius: number): Stats {
  const { width, height } = frame;
  const luma = lumaOf(frame);
  const squares = new Float32Array(luma.length);
  for (let i = 0; i < luma.length; i++) squares[i] = luma[i]! * luma[i]!;
  const mean = boxBlur(luma, width, height, radius);
  const variance = boxBlur(squares, width, height, radius);
  for (let i = 0; i < mean.length; i++) variance[i] = Math.max(0, variance[i]! - mean[i]! * mean[i]!) + FLOOR;
  return {
    r: boxBlur(frame.r, width, height, radius),
    g: boxBlur(frame.g, width, height, radius),
    b: boxBlur(frame.b, width, height, radius),
    variance,
  };
}

/**
 * Generalized Kuwahara filter: smooths areas and keeps edges. Each pixel becomes a mean of eight surrounding
 * sectors, weighted toward those with less variance. `radius` in pixels.
 */
export function kuwahara(frame: Frame, radius: number): Frame {
  const { width, height } = frame;
  const reach = Math.max(1, Math.round(radius * 0.5));
  const { r, g, b, variance } = statistics(frame, reach);
  const out = emptyFrame(width, height);
  const slant = Math.max(1, Math.round(reach * 0.75));
  const spots = new Int32Array(8);
  for (let y = 0, i = 0; y < height; y++) {
    const row = y * width;
    const above = Math.max(0, y - reach) * width;
    const below = Math.min(height - 1, y + reach) * width;
    const upper = Math.max(0, y - slant) * width;
    const lower = Math.min(height - 1, y + slant) * width;
    for (let x = 0; x < width; x++, i++) {
      const left = x < slant ? 0 : x - slant;
      const right = x + slant >= width ? width - 1 : x + slant;
      spots[0] = above + x;
      spots[1] = below + x;
      spots[2] = row + (x < reach ? 0 : x - reach);
      spots[3] = row + (x + reach >= width ? width - 1 : x + reach);
      spots[4] = upper + left;
      spots[5] = upper + right;
      spots[6] = lower + left;
      spots[7] = lower + right;
      let sum = 0;
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let k = 0; k < 8; k++) {
        const at = spots[k]!;
        const weight = 1 / (variance[at]! * variance[at]!);
        sum += weight;
        red += r[at]! * weight;
        green += g[at]! * weight;
        blue += b[at]! * weight;
      }
      out.r[i] = red / sum;
      out.g[i] = green / sum;
      out.b[i] = blue / sum;
    }
  }
  return out;
}
