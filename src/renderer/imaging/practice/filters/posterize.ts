import { softBlur } from '../blur.ts';
import type { Filter } from '../filter.ts';
import { kuwahara } from '../kuwahara.ts';
import { inPalette, refinePalette, seedPalette } from '../palette.ts';
import { clamp01 } from '../pixels.ts';
import { saturate } from '../tone.ts';

/** A screen print with few inks: the seed picks and mixes the initial inks, and passes refine them. */
export const posterize: Filter = function* (frame, { passes, push, unit, random }) {
  const { width, height } = frame;
  const inks = Math.max(3, Math.round(10.8 - 2.8 * Math.min(2.2, push) + random.between(-1.7, 1.7)));
  const flat = kuwahara(frame, Math.max(2, 7 * unit));
  saturate(flat, 1.1 + 0.15 * push);
  yield 0.3;
  const palette = seedPalette(flat, inks, random);
  for (let pass = 1; pass <= passes; pass++) {
    refinePalette(palette, flat, 67, pass * 31);
    yield 0.3 + (0.4 * pass) / passes;
  }
  const lean = [random.between(-0.1, 0.1), random.between(-0.07, 0.07), random.between(-0.12, 0.12)];
  const hard = 1.08 + 0.14 * push;
  const printed = palette.map((value, i) => clamp01((value - 0.5) * hard + 0.5 + lean[i % 3]! * push));
  const print = inPalette(flat, palette, printed);
  // Slight blur, to avoid jagged borders.
  frame.r = softBlur(print.r, width, height, 0.6);
  frame.g = softBlur(print.g, width, height, 0.6);
  frame.b = softBlur(print.b, width, height, 0.6);
};
