import { glow, nearEdge } from '../light.ts';
import { look } from '../look.ts';
import { gain, saturate, splitTone } from '../tone.ts';

/** Open shade: bluer white point, teal or violet shadows, and pale mist from a seeded side. */
export const cooler = look((frame, { random, extra }) => {
  const cold = random.between(0.1, 0.16) + extra * 0.09;
  const lean = random.between(-0.035, 0.035);
  gain(frame, [1 - cold * 1.25, 1 - cold * 0.1 + lean, 1 + cold * 1.1]);
  saturate(frame, 0.88 - extra * 0.1);
  splitTone(frame, [-0.03, 0.01 + lean, 0.06], [-0.03, 0.01, 0.03]);
  const mist = random.between(0.7, 0.9);
  glow(frame, nearEdge(random), random.between(0.5, 0.8), [0.45, mist, 1], 0.3 + extra * 0.14);
  return random.between(0.05, 0.2);
});
