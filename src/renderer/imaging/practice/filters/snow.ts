import { dab } from '../dabs.ts';
import type { Filter } from '../filter.ts';
import { clouds } from '../noise.ts';
import { clamp01, type Frame } from '../pixels.ts';
import { applyCurves, curve, gain, saturate } from '../tone.ts';

/** Mist that thickens toward the ground, unevenly like drifting snow. */
function haze(frame: Frame, drift: Float32Array, amount: number): void {
  const { width, height, r, g, b } = frame;
  for (let y = 0, i = 0; y < height; y++) {
    const low = y / height;
    const base = 0.22 + 0.5 * low * low * low;
    for (let x = 0; x < width; x++, i++) {
      const mist = clamp01((base + drift[i]! * 0.16) * amount);
      r[i] = r[i]! + (0.88 - r[i]!) * mist;
      g[i] = g[i]! + (0.92 - g[i]!) * mist;
      b[i] = b[i]! + (0.98 - b[i]!) * mist;
    }
  }
}

/** Falling snow: cold, pale light. Each pass adds flakes, far and near, drawn out by the seed's wind. */
export const snow: Filter = function* (frame, { passes, push, unit, random, strokes }) {
  const { width, height } = frame;
  saturate(frame, Math.max(0.25, 0.72 - 0.2 * (push - 1)));
  gain(frame, [0.93, 1, 1.1]);
  applyCurves(frame, curve([0, 0.03], [0.5, 0.55], [1, 1]));
  haze(frame, clouds(width, height, 260 * unit, 3, random), Math.min(1.4, 0.6 * push));
  yield 0.25;
  const wind = random.between(-0.75, 0.75);
  const flakes = new Float32Array(width * height);
  const each = Math.max(3, Math.round(34 * Math.min(2.2, push)));
  for (let pass = 1; pass <= passes; pass++) {
    for (let n = 0; n < each; n++) {
      const depth = strokes.next();
      const near = depth * depth * depth * depth;
      const radius = Math.max(0.9, (1.3 + 8.5 * near) * unit * strokes.between(0.8, 1.2));
      const amount = near > 0.4 ? strokes.between(0.2, 0.45) : strokes.between(0.45, 0.95);
      const x = strokes.next() * width;
      const y = strokes.next() * height;
      for (let t = 0; t < 3; t++)
        dab(flakes, width, height, x + wind * t * radius * 0.45, y + t * radius * 0.45, radius, amount * 0.6);
    }
    yield 0.25 + (0.65 * pass) / passes;
  }
  for (let i = 0; i < flakes.length; i++) {
    const flake = flakes[i]!;
    frame.r[i] = clamp01(frame.r[i]! + (0.97 - frame.r[i]!) * flake);
    frame.g[i] = clamp01(frame.g[i]! + (0.985 - frame.g[i]!) * flake);
    frame.b[i] = clamp01(frame.b[i]! + (1 - frame.b[i]!) * flake);
  }
};
