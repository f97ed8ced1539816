import { glow, vignette } from '../light.ts';
import { look } from '../look.ts';
import type { Frame } from '../pixels.ts';
import { applyCurves, curve, hue, type Rgb, saturate } from '../tone.ts';

/** Tints the frame from top to bottom (soft light): `top` at the upper edge, `low` at the lower. */
function wash(frame: Frame, top: Rgb, low: Rgb, tilt: number, amount: number): void {
  const planes = [frame.r, frame.g, frame.b];
  for (const [channel, plane] of planes.entries()) {
    const from = top[channel]!;
    const to = low[channel]!;
    for (let y = 0, i = 0; y < frame.height; y++) {
      for (let x = 0; x < frame.width; x++, i++) {
        const t = Math.min(1, Math.max(0, y / frame.height + tilt * (x / frame.width - 0.5)));
        const v = plane[i]!;
        const color = from + (to - from) * t;
        plane[i] = v + (2 * color - 1) * v * (1 - v) * amount;
      }
    }
  }
}

/** Low sun at a seeded place: violet above, orange below, deep shadows. */
export const sunset = look((frame, { random, extra }) => {
  const sun = { x: random.between(0.05, 0.95), y: random.between(-0.02, 0.3) };
  const sky = hue(random.between(0.78, 0.96));
  const earth = hue(random.between(0.04, 0.09));
  applyCurves(
    frame,
    curve([0, 0.02], [0.5, 0.52], [1, 1]),
    curve([0, 0.01], [0.5, 0.41], [1, 0.94]),
    curve([0, 0.04], [0.5, 0.33], [1, 0.78]),
  );
  saturate(frame, 1.1);
  wash(frame, sky, earth, random.between(-0.3, 0.3), 0.75 + extra * 0.3);
  vignette(frame, sun, 0.6);
  glow(frame, sun, random.between(0.38, 0.5), [1, 0.5, 0.14], 0.75 + extra * 0.1);
  glow(frame, sun, 0.12, [1, 0.85, 0.5], 0.6);
  return random.between(0.15, 0.35);
});
