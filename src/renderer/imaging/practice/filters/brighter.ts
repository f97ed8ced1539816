import { softBlur } from '../blur.ts';
import { glow, nearEdge } from '../light.ts';
import { look } from '../look.ts';
import { lumaOf } from '../pixels.ts';
import { applyCurves, curve, saturate } from '../tone.ts';

/** Lifts the shadows first, keeps the whites, and adds soft light from a seeded side. */
export const brighter = look((frame, { random, unit, extra }) => {
  const lift = random.between(0.12, 0.17) + extra * 0.1;
  applyCurves(frame, curve([0, 0.01], [0.25, 0.25 + lift], [0.55, 0.55 + lift * 1.15], [1, 1]));
  saturate(frame, 1.08);
  const bloom = softBlur(lumaOf(frame), frame.width, frame.height, 30 * unit);
  const amount = random.between(0.1, 0.2) + extra * 0.12;
  for (const plane of [frame.r, frame.g, frame.b])
    for (let i = 0; i < plane.length; i++)
      plane[i] = 1 - (1 - plane[i]!) * (1 - bloom[i]! * bloom[i]! * amount);
  const warmth = random.between(0.75, 1);
  glow(frame, nearEdge(random), random.between(0.55, 0.9), [1, 0.96, warmth], 0.3 + extra * 0.12);
  return random.between(0.03, 0.12);
});
