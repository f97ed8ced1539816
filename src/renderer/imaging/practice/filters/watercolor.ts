import { softBlur } from '../blur.ts';
import { dab } from '../dabs.ts';
import { slope } from '../edges.ts';
import type { Dials, Filter } from '../filter.ts';
import { kuwahara } from '../kuwahara.ts';
import { clouds, paperTile, tileIndex } from '../noise.ts';
import { clamp01, type Frame, lumaOf, smoothstep } from '../pixels.ts';
import type { Random } from '../random.ts';
import { warp } from '../warp.ts';

/** Tones a wash settles into. Pigment collects between them and leaves a rim. */
const WASHES = 7;

/** Moves luma toward the nearest wash. `drift` moves the borders to look natural. */
function settle(frame: Frame, drift: Float32Array, amount: number): void {
  const { r, g, b } = frame;
  for (let i = 0; i < r.length; i++) {
    const l = 0.299 * r[i]! + 0.587 * g[i]! + 0.114 * b[i]! + 0.004;
    const at = l * WASHES + drift[i]! * 0.55;
    const base = Math.floor(at);
    const stepped = (base + smoothstep(0.3, 0.7, at - base) - drift[i]! * 0.55) / WASHES;
    const scale = 1 + (Math.max(0.02, stepped) / l - 1) * amount;
    r[i] = r[i]! * scale;
    g[i] = g[i]! * scale;
    b[i] = b[i]! * scale;
  }
}

/** One brush pass: dabs that work detail into the loose first wash, smaller with each pass. */
function workIn(detail: Float32Array, frame: Frame, unit: number, part: number, random: Random): void {
  const { width, height } = frame;
  const radius = (70 - 52 * part) * unit;
  const count = Math.ceil((width * height * 0.16) / (radius * radius * 3));
  for (let i = 0; i < count; i++) {
    const size = radius * random.between(0.6, 1.3);
    dab(
      detail,
      width,
      height,
      random.next() * width,
      random.next() * height,
      size,
      random.between(0.25, 0.6),
    );
  }
}

/** How far the paint reaches, 1 painted to 0 bare paper: an uneven border inside the sheet. */
function painted(frame: Frame, unit: number, random: Random): Float32Array {
  const { width, height } = frame;
  const edge = clouds(width, height, 110 * unit, 4, random);
  const out = new Float32Array(width * height);
  const margin = 0.02 * Math.min(width, height);
  for (let y = 0, i = 0; y < height; y++) {
    const down = Math.min(y, height - 1 - y);
    for (let x = 0; x < width; x++, i++) {
      const from = Math.min(down, x, width - 1 - x) - margin - edge[i]! * 16 * unit;
      out[i] = smoothstep(-3 * unit, 3 * unit, from);
    }
  }
  return out;
}

/** Applies pigment to paper: each channel gets thicker where `density` is above 1 (Bousseau et al. 2006). */
function pigment(frame: Frame, { push, unit, random }: Dials, reach: Float32Array, flow: Float32Array): void {
  const { width, height, r, g, b } = frame;
  const luma = softBlur(lumaOf(frame), width, height, Math.max(1, 1.2 * unit));
  for (let i = 0; i < luma.length; i++) luma[i] = luma[i]! * reach[i]! + (1 - reach[i]!);
  const rim = softBlur(slope(luma, width, height), width, height, Math.max(1, 1.3 * unit));
  const paper = paperTile(random, Math.max(1, 2.2 * unit));
  const sheet = [
    random.between(0.985, 1),
    random.between(0.965, 0.985),
    random.between(0.925, 0.96),
  ] as const;
  const rims = (5 / Math.max(unit, 0.4)) * Math.min(1.6, push);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const tooth = paper[tileIndex(x, y)]!;
      const density = 0.86 + Math.min(0.9, rim[i]! * rims) + flow[i]! * 0.2 * push + tooth * 0.06 * push;
      const cover = reach[i]!;
      const lit = 1 + tooth * 0.012;
      const lay = (c: number, white: number) => {
        const light = 1 - (1 - clamp01(c)) * 0.86;
        const thick = light * (1 - (1 - light) * (density - 1));
        return clamp01((1 + (thick - 1) * cover) * white * lit);
      };
      r[i] = lay(r[i]!, sheet[0]);
      g[i] = lay(g[i]!, sheet[1]);
      b[i] = lay(b[i]!, sheet[2]);
    }
  }
}

function mixDetail(coarse: Frame, fine: Frame, detail: Float32Array, color: number): void {
  for (let i = 0; i < detail.length; i++) {
    const t = detail[i]!;
    const r = coarse.r[i]! + (fine.r[i]! - coarse.r[i]!) * t;
    const g = coarse.g[i]! + (fine.g[i]! - coarse.g[i]!) * t;
    const b = coarse.b[i]! + (fine.b[i]! - coarse.b[i]!) * t;
    const l = 0.299 * r + 0.587 * g + 0.114 * b;
    coarse.r[i] = clamp01(l + (r - l) * color);
    coarse.g[i] = clamp01(l + (g - l) * color);
    coarse.b[i] = clamp01(l + (b - l) * color);
  }
}

/** Washes on cold-pressed paper. Each pass works more detail into a loose first wash. */
export const watercolor: Filter = function* (frame, dials) {
  const { passes, push, unit, random, strokes } = dials;
  const { width, height } = frame;
  const across = clouds(width, height, 26 * unit, 2, random);
  const down = clouds(width, height, 26 * unit, 2, random);
  const wobbled = warp(frame, across, down, 2.6 * unit * Math.min(1.8, push));
  yield 0.12;
  const fine = kuwahara(wobbled, Math.max(2, 5 * unit * Math.min(1.5, 0.6 + 0.4 * push)));
  yield 0.3;
  const coarse = kuwahara(fine, Math.max(3, 20 * unit * Math.min(1.6, 0.6 + 0.4 * push)));
  yield 0.48;
  const detail = new Float32Array(width * height);
  for (let pass = 1; pass <= passes; pass++) {
    workIn(detail, frame, unit, (pass - 1) / Math.max(27, passes), strokes);
    yield 0.48 + (0.27 * pass) / passes;
  }
  mixDetail(coarse, fine, detail, 1 + 0.32 * Math.min(2, push));
  const flow = clouds(width, height, 150 * unit, 4, random);
  settle(coarse, flow, Math.min(0.9, 0.5 * push));
  yield 0.85;
  pigment(coarse, dials, painted(frame, unit, random), flow);
  frame.r = coarse.r;
  frame.g = coarse.g;
  frame.b = coarse.b;
};
