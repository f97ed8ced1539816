import { emptyFrame, type Frame } from './pixels.ts';
import type { Random } from './random.ts';

/** Colors of a palette, three numbers each. */
export type Palette = Float32Array;

/** Picks `count` distant colors of a picture (k-means++ initialization on a sample). */
export function seedPalette(frame: Frame, count: number, random: Random): Palette {
  const { r, g, b } = frame;
  const palette = new Float32Array(count * 3);
  for (let k = 0; k < count; k++) {
    let best = random.int(r.length);
    let bestDistance = -1;
    for (let n = 0; n < (k === 0 ? 1 : 24); n++) {
      const i = random.int(r.length);
      const near = k === 0 ? 0 : distanceTo(palette, k, r[i]!, g[i]!, b[i]!);
      if (near <= bestDistance) continue;
      bestDistance = near;
      best = i;
    }
    palette.set([r[best]!, g[best]!, b[best]!], k * 3);
  }
  return palette;
}

function distanceTo(palette: Palette, count: number, r: number, g: number, b: number): number {
  let least = 4;
  for (let k = 0; k < count * 3; k += 3) {
    const dr = r - palette[k]!;
    const dg = g - palette[k + 1]!;
    const db = b - palette[k + 2]!;
    const d = dr * dr + 1.6 * dg * dg + 0.7 * db * db;
    if (d < least) least = d;
  }
  return least;
}

/** Returns the index of the closest palette color. */
export function nearest(palette: Palette, r: number, g: number, b: number): number {
  let least = Number.POSITIVE_INFINITY;
  let found = 0;
  for (let k = 0; k < palette.length; k += 3) {
    const dr = r - palette[k]!;
    const dg = g - palette[k + 1]!;
    const db = b - palette[k + 2]!;
    const d = dr * dr + 1.6 * dg * dg + 0.7 * db * db;
    if (d < least) {
      least = d;
      found = k;
    }
  }
  return found / 3;
}

/** One k-means iteration on every `stride`-th pixel: each color moves to the mean of its closest pixels. */
export function refinePalette(palette: Palette, frame: Frame, stride: number, start: number): void {
  const { r, g, b } = frame;
  const sums = new Float64Array(palette.length);
  const counts = new Float64Array(palette.length / 3);
  for (let i = start % stride; i < r.length; i += stride) {
    const k = nearest(palette, r[i]!, g[i]!, b[i]!);
    sums[k * 3] = sums[k * 3]! + r[i]!;
    sums[k * 3 + 1] = sums[k * 3 + 1]! + g[i]!;
    sums[k * 3 + 2] = sums[k * 3 + 2]! + b[i]!;
    counts[k] = counts[k]! + 1;
  }
  for (let k = 0; k < counts.length; k++) {
    if (counts[k] === 0) continue;
    for (let c = k * 3; c < k * 3 + 3; c++)
      palette[c] = palette[c]! + (sums[c]! / counts[k]! - palette[c]!) * 0.7;
  }
}

/** Replaces every pixel by its closest palette color, printed with the same index of `inks`. */
export function inPalette(frame: Frame, palette: Palette, inks: Palette): Frame {
  const { r, g, b } = frame;
  const out = emptyFrame(frame.width, frame.height);
  for (let i = 0; i < r.length; i++) {
    const k = nearest(palette, r[i]!, g[i]!, b[i]!) * 3;
    out.r[i] = inks[k]!;
    out.g[i] = inks[k + 1]!;
    out.b[i] = inks[k + 2]!;
  }
  return out;
}
