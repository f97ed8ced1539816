import { nearMiddle, vignette } from '../light.ts';
import { look } from '../look.ts';
import { lumaOf } from '../pixels.ts';
import { applyCurve, applyCurves, contrast, curve } from '../tone.ts';

/**
 * Sepia toning from dark brown to cream. The seed determines the tone (redder or yellower), vignette and
 * grain.
 */
export const sepia = look((frame, { random, extra }) => {
  const luma = lumaOf(frame);
  applyCurve(luma, contrast(random.between(0.15, 0.45) + extra * 0.3));
  const red = random.between(0.03, 0.1) + extra * 0.03;
  const yellow = random.between(0.13, 0.22) + extra * 0.06;
  frame.r = luma.slice();
  frame.g = luma.slice();
  frame.b = luma;
  applyCurves(
    frame,
    curve([0, 0.07], [0.5, 0.6 + red], [1, 0.99]),
    curve([0, 0.04], [0.5, 0.49 - red * 0.3], [1, 0.93]),
    curve([0, 0.025], [0.5, 0.45 - yellow], [1, 0.86 - yellow]),
  );
  vignette(frame, nearMiddle(random, 0.22), Math.min(0.9, random.between(0.25, 0.5) + extra * 0.2));
  return random.between(0.2, 0.45);
});
