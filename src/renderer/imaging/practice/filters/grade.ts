import { glow, nearEdge, nearMiddle, vignette } from '../light.ts';
import { look } from '../look.ts';
import { applyCurves, contrast, hue, saturate, splitTone } from '../tone.ts';

/** For prompts no other filter matches: a film grade (split tone, curve, light) entirely from the seed. */
export const grade = look((frame, { random, extra }) => {
  const turn = random.next();
  const apart = random.pick([0.5, 0.42, 0.58, 0.33]);
  const power = random.between(0.2, 0.3) * (1 + extra * 0.7);
  const toned = (at: number) => {
    const [r, g, b] = hue(at);
    const mean = (r + g + b) / 3;
    return [(r - mean) * power, (g - mean) * power, (b - mean) * power] as const;
  };
  applyCurves(frame, contrast(random.between(0, 0.7) + extra * 0.2));
  saturate(frame, random.between(0.6, 1.2));
  splitTone(frame, toned(turn), toned(turn + apart));
  glow(frame, nearEdge(random), random.between(0.4, 0.7), hue(turn + apart), random.between(0.25, 0.45));
  vignette(frame, nearMiddle(random, 0.25), random.between(0.3, 0.6));
  return random.between(0.15, 0.6);
});
