import { boxBlur, softBlur } from '../blur.ts';
import type { Filter } from '../filter.ts';
import { farness, nearMiddle, vignette } from '../light.ts';
import { clamp01, lumaOf } from '../pixels.ts';

/**
 * Reverts a slight blur iteratively (Van Cittert) on luma only, which avoids color fringes, and adds local
 * contrast. The seed determines the assumed blur, the local contrast, and the emphasized place.
 */
export const sharpen: Filter = function* (frame, { passes, push, unit, random }) {
  const { width, height, r, g, b } = frame;
  const luma = lumaOf(frame);
  const radius = Math.max(1, Math.round(random.between(1, 2.4) * unit));
  const limit = 0.07 + 0.09 * push;
  const rate = 0.085 * Math.min(1.8, push);
  const sharp = luma.slice();
  for (let pass = 1; pass <= passes; pass++) {
    const blurred = boxBlur(sharp, width, height, radius);
    for (let i = 0; i < sharp.length; i++) {
      const value = sharp[i]! + (luma[i]! - blurred[i]!) * rate;
      const most = luma[i]! + limit;
      const least = luma[i]! - limit;
      sharp[i] = value > most ? most : Math.max(value, least);
    }
    yield (0.85 * pass) / passes;
  }
  const wide = softBlur(luma, width, height, random.between(26, 50) * unit);
  const clarity = random.between(0.1, 0.45) * push;
  const place = nearMiddle(random, 0.35);
  const away = farness(frame, place, random.between(0.8, 1.2));
  for (let i = 0; i < sharp.length; i++) {
    const add = (sharp[i]! - luma[i]!) * (1 - 0.5 * away[i]!) + (luma[i]! - wide[i]!) * clarity;
    r[i] = clamp01(r[i]! + add);
    g[i] = clamp01(g[i]! + add);
    b[i] = clamp01(b[i]! + add);
  }
  vignette(frame, place, Math.min(0.5, random.between(0.1, 0.3) * push));
};
