import { glow, nearMiddle, vignette } from '../light.ts';
import { look } from '../look.ts';
import { applyCurves, curve, saturate, splitTone } from '../tone.ts';

/** Darkens without losing detail: a deep curve, and one seeded area that stays lighter. */
export const darker = look((frame, { random, extra }) => {
  const depth = Math.min(0.24, random.between(0.1, 0.14) + extra * 0.06);
  const pool = nearMiddle(random, 0.3);
  glow(frame, pool, 0.5, [1, 0.97, 0.92], 0.1);
  applyCurves(
    frame,
    curve([0, 0], [0.25, 0.25 - depth], [0.55, 0.55 - depth * 1.7], [1, 0.84 - extra * 0.08]),
  );
  saturate(frame, 0.9);
  const lean = random.between(-0.015, 0.015);
  splitTone(frame, [lean, 0, 0.015 - lean], [0.01, 0, -lean]);
  vignette(frame, pool, Math.min(0.95, random.between(0.6, 0.8) + extra * 0.1));
  return random.between(0.15, 0.35);
});
