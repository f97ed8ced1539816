import { glow, nearEdge } from '../light.ts';
import { look } from '../look.ts';
import { gain, splitTone } from '../tone.ts';

/** Late sun: warmer white point, amber highlights, and light from a seeded side. */
export const warmer = look((frame, { random, extra }) => {
  const heat = random.between(0.09, 0.15) + extra * 0.09;
  const red = random.between(-0.02, 0.03);
  gain(frame, [1 + heat + red, 1 + heat * 0.15, 1 - heat * 1.35]);
  splitTone(frame, [0.03, 0.01, -0.01], [0.05, 0.025, -0.05]);
  const amber = random.between(0.5, 0.72);
  glow(frame, nearEdge(random), random.between(0.5, 0.8), [1, amber, 0.22], 0.32 + extra * 0.16);
  return random.between(0.05, 0.2);
});
