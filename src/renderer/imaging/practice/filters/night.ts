import { softBlur } from '../blur.ts';
import { glow, nearMiddle, vignette } from '../light.ts';
import { look } from '../look.ts';
import { lumaOf, smoothstep } from '../pixels.ts';
import { applyCurves, curve, saturate } from '../tone.ts';

/** Day for night: blue and dark, lamps at the brightest spots, the moon at a seeded place. */
export const night = look((frame, { random, unit, extra }) => {
  const luma = lumaOf(frame);
  saturate(frame, 0.45);
  const dark = Math.max(0.16, random.between(0.28, 0.36) - extra * 0.08);
  applyCurves(
    frame,
    curve([0, 0.005], [0.5, dark * 0.42], [1, dark * 1.7]),
    curve([0, 0.015], [0.5, dark * 0.58], [1, dark * 1.95]),
    curve([0, 0.05], [0.5, dark * 1.0], [1, Math.min(1, dark * 2.6)]),
  );
  // A lamp is brighter than its surroundings. A white wall isn't a lamp.
  const around = softBlur(luma, frame.width, frame.height, 60 * unit);
  for (let i = 0; i < luma.length; i++)
    luma[i] = smoothstep(0.2, 0.5, luma[i]! - around[i]!) * smoothstep(0.55, 0.85, luma[i]!);
  const near = softBlur(luma, frame.width, frame.height, 5 * unit);
  const wide = softBlur(luma, frame.width, frame.height, 28 * unit);
  const lamp = random.between(0.55, 0.8);
  const power = random.between(0.35, 0.6) + extra * 0.2;
  for (let i = 0; i < luma.length; i++) {
    const light = Math.min(1, luma[i]! * 0.55 + (near[i]! * 0.8 + wide[i]! * 1.6) * power);
    frame.r[i] = 1 - (1 - frame.r[i]!) * (1 - light);
    frame.g[i] = 1 - (1 - frame.g[i]!) * (1 - light * lamp);
    frame.b[i] = 1 - (1 - frame.b[i]!) * (1 - light * 0.3);
  }
  const moon = { x: random.between(0.05, 0.95), y: random.between(-0.1, 0.15) };
  glow(frame, moon, random.between(0.3, 0.5), [0.5, 0.66, 1], 0.36);
  vignette(frame, nearMiddle(random, 0.2), 0.6);
  return random.between(0.4, 0.8);
});
