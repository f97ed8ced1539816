import { softBlur } from '../blur.ts';
import { type Filter, settled } from '../filter.ts';
import { farness, nearMiddle } from '../light.ts';
import { type Frame, lumaOf } from '../pixels.ts';
import type { Random } from '../random.ts';

/** An out-of-focus highlight: a disc of light with a brighter rim. */
function bokeh(frame: Frame, x: number, y: number, radius: number, at: number, amount: number): void {
  const { width, height } = frame;
  const planes = [frame.r, frame.g, frame.b];
  const color = planes.map((plane) => plane[at]!);
  const scale = 1 / (radius * radius);
  for (let py = Math.max(0, Math.ceil(y - radius)); py <= Math.min(height - 1, y + radius); py++) {
    for (let px = Math.max(0, Math.ceil(x - radius)); px <= Math.min(width - 1, x + radius); px++) {
      const d = ((px - x) * (px - x) + (py - y) * (py - y)) * scale;
      if (d >= 1) continue;
      const light = amount * (0.6 + 0.4 * d * d) * Math.min(1, (1 - d) * 6);
      for (const [c, plane] of planes.entries()) {
        const i = py * width + px;
        plane[i] = 1 - (1 - plane[i]!) * (1 - color[c]! * light);
      }
    }
  }
}

/** Returns the pixel that stands out most from its surroundings, of several random ones. */
function highlight(luma: Float32Array, around: Float32Array, random: Random): number {
  let best = random.int(luma.length);
  for (let n = 0; n < 160; n++) {
    const i = random.int(luma.length);
    if (luma[i]! * (luma[i]! - around[i]!) > luma[best]! * (luma[best]! - around[best]!)) best = i;
  }
  return best;
}

/** Lens blur, strongest away from a seeded place. Each pass turns one highlight into a disc. */
export const blur: Filter = function* (frame, { passes, push, unit, random, strokes }) {
  const { width, height } = frame;
  const radius = random.between(9.5, 13) * unit * push * (0.4 + 0.6 * settled(passes));
  const luma = lumaOf(frame);
  const around = softBlur(luma, width, height, 24 * unit);
  const focus = nearMiddle(random, 0.35);
  const away = farness(frame, focus, random.between(0.7, 1));
  const least = random.between(0.2, 0.55);
  for (const key of ['r', 'g', 'b'] as const) {
    // Squares approximate light: bright spots stay bright when blurred.
    const light = frame[key].map((v) => v * v);
    const near = softBlur(light, width, height, radius * least);
    const far = softBlur(near, width, height, radius * 1.3);
    for (let i = 0; i < far.length; i++)
      near[i] = Math.sqrt(Math.max(0, near[i]! + (far[i]! - near[i]!) * away[i]!));
    frame[key] = near;
    yield key === 'r' ? 0.25 : key === 'g' ? 0.45 : 0.65;
  }
  for (let pass = 1; pass <= passes; pass++) {
    const at = highlight(luma, around, strokes);
    const size = Math.max(2, radius * strokes.between(0.8, 1.6));
    bokeh(frame, at % width, Math.floor(at / width), size, at, strokes.between(0.12, 0.3));
    yield 0.65 + (0.35 * pass) / passes;
  }
};
