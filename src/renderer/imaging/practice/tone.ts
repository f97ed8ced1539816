import { clamp01, type Frame } from './pixels.ts';

const LAST = 1023;
export type Curve = Float32Array;
export type Rgb = readonly [number, number, number];

/**
 * Returns a smooth tone curve through points (x, y) in 0 to 1 with increasing x. Slopes are limited, so that
 * it never overshoots.
 */
export function curve(...points: readonly (readonly [number, number])[]): Curve {
  const slopes = points.map((point, i) => {
    const before = points[Math.max(0, i - 1)] ?? point;
    const after = points[Math.min(points.length - 1, i + 1)] ?? point;
    const left = point[0] > before[0] ? (point[1] - before[1]) / (point[0] - before[0]) : null;
    const right = after[0] > point[0] ? (after[1] - point[1]) / (after[0] - point[0]) : null;
    if (left === null || right === null) return left ?? right ?? 0;
    return left * right <= 0 ? 0 : (2 * left * right) / (left + right);
  });
  const out = new Float32Array(LAST + 1);
  let segment = 0;
  for (let i = 0; i <= LAST; i++) {
    const x = i / LAST;
    while (segment < points.length - 2 && x > points[segment + 1]![0]) segment++;
    const [x0, y0] = points[segment]!;
    const [x1, y1] = points[segment + 1]!;
    const span = x1 - x0;
    const t = clamp01((x - x0) / span);
    const u = 1 - t;
    out[i] =
      y0 * u * u * (1 + 2 * t) +
      y1 * t * t * (3 - 2 * t) +
      slopes[segment]! * span * t * u * u -
      slopes[segment + 1]! * span * t * t * u;
  }
  return out;
}

/** An S-curve of contrast around the middle: amount -1 (flat) to 1 (hard). */
export function contrast(amount: number): Curve {
  return curve([0, 0], [0.25, 0.25 - 0.13 * amount], [0.5, 0.5], [0.75, 0.75 + 0.13 * amount], [1, 1]);
}

export function applyCurve(plane: Float32Array, tone: Curve): void {
  for (let i = 0; i < plane.length; i++) {
    const at = clamp01(plane[i]!) * LAST;
    const low = at | 0;
    const value = tone[low]!;
    plane[i] = low < LAST ? value + (tone[low + 1]! - value) * (at - low) : value;
  }
}

export function applyCurves(frame: Frame, r: Curve, g: Curve = r, b: Curve = r): void {
  applyCurve(frame.r, r);
  applyCurve(frame.g, g);
  applyCurve(frame.b, b);
}

/** Amount 0 is gray, 1 changes nothing, 2 doubles the saturation. */
export function saturate(frame: Frame, amount: number): void {
  const { r, g, b } = frame;
  for (let i = 0; i < r.length; i++) {
    const l = 0.299 * r[i]! + 0.587 * g[i]! + 0.114 * b[i]!;
    r[i] = l + (r[i]! - l) * amount;
    g[i] = l + (g[i]! - l) * amount;
    b[i] = l + (b[i]! - l) * amount;
  }
}

/** Adds colors to dark and bright tones (each -1 to 1 per channel, small). */
export function splitTone(frame: Frame, shadows: Rgb, highlights: Rgb): void {
  const { r, g, b } = frame;
  for (let i = 0; i < r.length; i++) {
    const l = clamp01(0.299 * r[i]! + 0.587 * g[i]! + 0.114 * b[i]!);
    const dark = (1 - l) * (1 - l) * (0.25 + 3 * l);
    const bright = l * l * (0.25 + 3 * (1 - l));
    r[i] = clamp01(r[i]! + dark * shadows[0] + bright * highlights[0]);
    g[i] = clamp01(g[i]! + dark * shadows[1] + bright * highlights[1]);
    b[i] = clamp01(b[i]! + dark * shadows[2] + bright * highlights[2]);
  }
}

/** Multiplies the channels. Values above white roll off instead of clipping. */
export function gain(frame: Frame, by: Rgb): void {
  for (const [plane, factor] of [
    [frame.r, by[0]],
    [frame.g, by[1]],
    [frame.b, by[2]],
  ] as const) {
    applyCurve(plane, curve([0, 0], [0.5, clamp01(0.5 * factor)], [1, Math.min(1, 0.5 + 0.5 * factor)]));
  }
}

/** A fully saturated color of a hue, 0 to 1. */
export function hue(turn: number): Rgb {
  const at = (turn - Math.floor(turn)) * 6;
  return [clamp01(Math.abs(at - 3) - 1), clamp01(2 - Math.abs(at - 2)), clamp01(2 - Math.abs(at - 4))];
}
