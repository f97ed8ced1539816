import { softBlur } from '../blur.ts';
import { inkLines } from '../edges.ts';
import { type Filter, settled } from '../filter.ts';
import { kuwahara } from '../kuwahara.ts';
import { inPalette, refinePalette, seedPalette } from '../palette.ts';
import { clamp01, type Frame, lumaOf, mean, smoothstep } from '../pixels.ts';
import { applyCurve, applyCurves, contrast, saturate } from '../tone.ts';

interface Screen {
  readonly dx: number;
  readonly dy: number;
  /** Dots per pixel. */
  readonly pitch: number;
}

/** Halftone dots in midtones, and ink on lines and in the deepest tones. */
function printed(
  frame: Frame,
  luma: Float32Array,
  ink: Float32Array,
  screen: Screen,
  strength: number,
): void {
  const { width, height, r, g, b } = frame;
  // A dark picture must not turn into solid ink.
  const deep = Math.min(0.17, 0.35 * mean(luma));
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const u = (x * screen.dx + y * screen.dy) * screen.pitch;
      const v = (y * screen.dx - x * screen.dy) * screen.pitch;
      const du = u - Math.floor(u) - 0.5;
      const dv = v - Math.floor(v) - 0.5;
      const size = clamp01((0.66 - luma[i]!) * 1.3) * 0.34;
      const dot = smoothstep(size + 0.02, size - 0.02, du * du + dv * dv) * 0.42 * strength;
      const black = Math.max(ink[i]!, smoothstep(deep, deep * 0.7, luma[i]!) * 0.92);
      const shade = (1 - dot) * (1 - black);
      r[i] = clamp01(r[i]! * shade + 0.05 * black);
      g[i] = clamp01(g[i]! * shade + 0.04 * black);
      b[i] = clamp01(b[i]! * shade + 0.07 * black);
    }
  }
}

/** Flat inks, black contours and a dot screen. The seed determines the inks and the screen's angle and pitch. */
export const comic: Filter = function* (frame, { passes, push, unit, random }) {
  const { width, height } = frame;
  const flat = kuwahara(frame, Math.max(2, 7 * unit));
  applyCurves(flat, contrast(0.4));
  yield 0.25;
  const luma = lumaOf(flat);
  applyCurve(luma, contrast(0.2));
  const ink = inkLines(luma, width, height, 1.7 * unit, (5 + 7 * push) * (0.5 + 0.5 * settled(passes)));
  const inks = Math.max(6, Math.round(random.between(13, 18) - 4 * Math.min(2, push)));
  const palette = seedPalette(flat, inks, random);
  yield 0.4;
  for (let pass = 1; pass <= passes; pass++) {
    refinePalette(palette, flat, 83, pass * 37);
    yield 0.4 + (0.4 * pass) / passes;
  }
  const print = inPalette(flat, palette, palette);
  saturate(print, random.between(1.35, 1.6) + 0.25 * (push - 1));
  const paper = random.between(0.9, 0.97);
  for (const plane of [print.r, print.g, print.b])
    for (let i = 0; i < plane.length; i++) plane[i] = clamp01(0.05 + plane[i]! * 1.02);
  const turn = random.direction();
  const screen = { dx: turn.x, dy: turn.y, pitch: 1 / Math.max(3, random.between(6.5, 9) * unit) };
  printed(print, softBlur(luma, width, height, 3 * unit), ink, screen, Math.min(1.6, 0.4 + 0.6 * push));
  frame.r = softBlur(print.r, width, height, 0.6);
  frame.g = softBlur(print.g, width, height, 0.6);
  frame.b = softBlur(print.b, width, height, 0.6).map((v) => v * paper);
};
