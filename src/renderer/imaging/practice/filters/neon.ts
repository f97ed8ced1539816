import { boxBlur, softBlur } from '../blur.ts';
import { slope } from '../edges.ts';
import type { Filter } from '../filter.ts';
import { clouds } from '../noise.ts';
import { clamp01, lumaOf, mean, smoothstep } from '../pixels.ts';
import { enlarge, shrink } from '../resize.ts';
import { hue } from '../tone.ts';

/** Neon tubes along the edges at night, in two seeded hues. Each pass spreads their light. */
export const neon: Filter = function* (frame, { passes, push, unit, random }) {
  const { width, height, r, g, b } = frame;
  const luma = softBlur(lumaOf(frame), width, height, 1.6 * unit);
  const edge = slope(luma, width, height);
  // The edge threshold depends on the picture, so that fur doesn't count.
  const threshold = (mean(edge) * 1.5) / Math.min(2, 0.5 + 0.5 * push);
  for (let i = 0; i < edge.length; i++) edge[i] = smoothstep(threshold, threshold * 4, edge[i]!);
  yield 0.2;
  const base = random.next();
  const warm = hue(base);
  const cold = hue(base + random.between(0.3, 0.6));
  const swap = clouds(width, height, 320 * unit, 2, random);
  const small = shrink(edge, width, height, 4);
  let light = small.plane;
  const reach = new Float32Array(light.length);
  for (let pass = 1; pass <= passes; pass++) {
    light = boxBlur(light, small.width, small.height, 1 + (pass >> 3));
    for (let i = 0; i < reach.length; i++) reach[i] = reach[i]! + light[i]! * 0.15;
    yield 0.2 + (0.6 * pass) / passes;
  }
  const halo = enlarge(reach, small.width, small.height, width, height);
  const power = 0.55 + 0.45 * push;
  for (let i = 0; i < edge.length; i++) {
    const t = smoothstep(-0.5, 0.5, swap[i]! + (r[i]! - b[i]!) * 0.6);
    const tube = edge[i]!;
    const core = tube * tube * tube * 0.75;
    const around = Math.min(0.85, halo[i]! * 0.42) * power;
    const dark = 0.16 * luma[i]! + 0.05 * luma[i]! * luma[i]!;
    const lay = (color: number, night: number, own: number) =>
      clamp01(
        1 - (1 - dark * night - own * 0.06) * (1 - clamp01(color * (tube * power + around))) * (1 - core),
      );
    r[i] = lay(cold[0] + (warm[0] - cold[0]) * t, 0.7, r[i]!);
    g[i] = lay(cold[1] + (warm[1] - cold[1]) * t, 0.65, g[i]!);
    b[i] = lay(cold[2] + (warm[2] - cold[2]) * t, 1.4, b[i]!);
  }
};
