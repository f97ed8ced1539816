import { softBlur } from '../blur.ts';
import { glow, nearEdge, nearMiddle, vignette } from '../light.ts';
import { look } from '../look.ts';
import type { Frame } from '../pixels.ts';
import { applyCurves, curve, type Rgb, saturate, splitTone } from '../tone.ts';

interface Stock {
  readonly shadows: Rgb;
  readonly highlights: Rgb;
  readonly color: number;
}

/** Films with different aging: teal, magenta, green, plain yellow. */
const STOCKS: readonly [Stock, ...Stock[]] = [
  { shadows: [-0.03, 0.04, 0.07], highlights: [0.12, 0.05, -0.12], color: 0.72 },
  { shadows: [0.07, -0.01, 0.08], highlights: [0.1, 0.06, -0.08], color: 0.66 },
  { shadows: [0.0, 0.06, 0.02], highlights: [0.1, 0.08, -0.1], color: 0.6 },
  { shadows: [0.07, 0.02, -0.01], highlights: [0.1, 0.04, -0.14], color: 0.78 },
];

const LEAKS: readonly [Rgb, ...Rgb[]] = [
  [1, 0.42, 0.1],
  [1, 0.25, 0.18],
  [1, 0.6, 0.2],
  [0.95, 0.3, 0.45],
];

/** Halation: bright places bleed red into their surroundings, as on film without an antihalation layer. */
function halation(frame: Frame, radius: number, amount: number): void {
  const { r, g, b, width, height } = frame;
  const bright = new Float32Array(r.length);
  for (let i = 0; i < bright.length; i++) bright[i] = Math.max(0, (r[i]! + g[i]! + b[i]!) / 3 - 0.6);
  const halo = softBlur(bright, width, height, radius);
  for (let i = 0; i < halo.length; i++) {
    r[i] = 1 - (1 - r[i]!) * (1 - halo[i]! * amount);
    g[i] = 1 - (1 - g[i]!) * (1 - halo[i]! * amount * 0.4);
  }
}

/** Old film: faded curve, split tone, halation, light leaks at seeded edges, vignette, grain. */
export const vintage = look((frame, { random, unit, extra }) => {
  const stock = random.pick(STOCKS);
  const fade = random.between(0.06, 0.12) + extra * 0.05;
  halation(frame, 22 * unit, random.between(0.5, 1));
  saturate(frame, stock.color - extra * 0.12);
  applyCurves(
    frame,
    curve([0, fade], [0.25, 0.25 + fade * 0.3], [0.75, 0.82], [1, 0.98]),
    curve([0, fade * 0.8], [0.25, 0.24], [0.75, 0.77], [1, 0.95]),
    curve([0, fade * 1.3], [0.25, 0.28], [0.75, 0.68], [1, 0.86]),
  );
  splitTone(frame, stock.shadows, stock.highlights);
  vignette(frame, nearMiddle(random, 0.2), Math.min(0.85, random.between(0.35, 0.6) + extra * 0.15));
  const leaks = 1 + random.int(2);
  for (let i = 0; i < leaks; i++)
    glow(frame, nearEdge(random), random.between(0.3, 0.55), random.pick(LEAKS), 0.75 + extra * 0.2);
  return random.between(0.3, 0.55) + extra * 0.3;
});
