import { softBlur } from '../blur.ts';
import { nearMiddle, vignette } from '../light.ts';
import { look } from '../look.ts';
import { applyCurve, contrast, type Rgb } from '../tone.ts';

/** Transmission of a color filter in front of the lens: red darkens skies, green keeps leaves, blue adds haze. */
const LENSES: readonly [Rgb, ...Rgb[]] = [
  [0.75, 0.2, 0.05],
  [0.5, 0.42, 0.08],
  [0.3, 0.59, 0.11],
  [0.15, 0.75, 0.1],
  [0.2, 0.35, 0.45],
];

/** Black and white film. The seed determines lens filter, contrast, local contrast, vignette and grain. */
export const blackAndWhite = look((frame, { random, unit, extra }) => {
  const { r, g, b, width, height } = frame;
  const lens = random.pick(LENSES);
  const lean = random.between(-0.08, 0.08);
  const gray = new Float32Array(r.length);
  for (let i = 0; i < gray.length; i++)
    gray[i] = (lens[0] + lean) * r[i]! + (lens[1] - lean) * g[i]! + lens[2] * b[i]!;
  const wide = softBlur(gray, width, height, 40 * unit);
  const clarity = random.between(0.15, 0.4) + extra * 0.25;
  for (let i = 0; i < gray.length; i++) gray[i] = gray[i]! + (gray[i]! - wide[i]!) * clarity;
  applyCurve(gray, contrast(random.between(0.25, 0.7) + extra * 0.35));
  frame.r = gray;
  frame.g = gray.slice();
  frame.b = gray.slice();
  vignette(frame, nearMiddle(random, 0.25), random.between(0.15, 0.45));
  return random.between(0.5, 1.1) + extra * 0.6;
});
