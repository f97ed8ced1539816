import { softBlur } from '../blur.ts';
import { inkLines } from '../edges.ts';
import type { Filter } from '../filter.ts';
import { clouds, paperTile, tileIndex } from '../noise.ts';
import { drawStroke } from '../pencil.ts';
import { clamp01, type Frame, lumaOf, mean, smoothstep } from '../pixels.ts';
import type { Random } from '../random.ts';
import { applyCurve, contrast, curve } from '../tone.ts';

interface Hand {
  readonly dx: number;
  readonly dy: number;
  readonly bend: number;
}

/** Target shade of each place. It fades toward the sheet's uneven edge, where a sketch is left open. */
function shading(luma: Float32Array, frame: Frame, unit: number, push: number, random: Random): Float32Array {
  const { width, height } = frame;
  const edge = clouds(width, height, 180 * unit, 3, random);
  const soft = softBlur(luma, width, height, 1.5 * unit);
  const open = 0.07 * Math.min(width, height);
  for (let y = 0, i = 0; y < height; y++) {
    const down = Math.min(y, height - 1 - y);
    for (let x = 0; x < width; x++, i++) {
      const inside = Math.min(down, x, width - 1 - x) / open + edge[i]! * 0.5;
      const dark = clamp01((0.93 - soft[i]!) * (0.85 + 0.25 * push));
      soft[i] = dark * smoothstep(0.1, 1.5, inside);
    }
  }
  return soft;
}

/** One layer of hatching: strokes start where graphite is still missing. Deep tones are cross-hatched. */
function hatch(
  graphite: Float32Array,
  shade: Float32Array,
  frame: Frame,
  hands: readonly Hand[],
  tooth: Float32Array,
  unit: number,
  random: Random,
): void {
  const { width, height } = frame;
  const tries = Math.round(width * height * 0.0022) + 8;
  for (let n = 0; n < tries; n++) {
    const x = random.next() * width;
    const y = random.next() * height;
    const at = Math.min(height - 1, Math.floor(y)) * width + Math.min(width - 1, Math.floor(x));
    const missing = shade[at]! - graphite[at]! * 0.8;
    const chance = random.next();
    if (missing < 0.05 + chance * 0.35) continue;
    const hand = hands[shade[at]! > 0.62 && chance > 0.15 ? 1 : 0] ?? hands[0]!;
    const jitter = random.between(-0.09, 0.09);
    drawStroke(
      graphite,
      width,
      height,
      {
        x,
        y,
        dx: hand.dx - hand.dy * jitter,
        dy: hand.dy + hand.dx * jitter,
        length: random.between(22, 58) * unit,
        bend: hand.bend * unit * random.between(0.3, 1),
        pressure: random.between(0.3, 0.62),
        shade,
      },
      tooth,
    );
  }
}

/** Graphite on paper: contours first, then one layer of hatching per pass in the seed's direction. */
export const sketch: Filter = function* (frame, { passes, push, unit, random, strokes }) {
  const { width, height, r, g, b } = frame;
  const luma = lumaOf(frame);
  // Graphite can't render night: a dark picture is drawn as in better light.
  const middle = Math.min(0.6, Math.max(0.18, mean(luma)));
  applyCurve(luma, curve([0, 0], [middle, 0.56], [1, 1]));
  applyCurve(luma, contrast(0.35));
  const tooth = paperTile(random, Math.max(1, 1.4 * unit));
  const dodge = softBlur(luma, width, height, 9 * unit);
  const ink = inkLines(luma, width, height, Math.max(0.8, 1.1 * unit), 7 + 3 * push);
  yield 0.1;
  const shade = shading(luma, frame, unit, push, random);
  const lean = random.direction();
  const turn = { dx: lean.x * 0.42 - lean.y * 0.907, dy: lean.y * 0.42 + lean.x * 0.907 };
  const hands: readonly Hand[] = [
    { dx: lean.x, dy: lean.y, bend: random.between(-4, 4) },
    { ...turn, bend: random.between(-4, 4) },
  ];
  const graphite = new Float32Array(luma.length);
  yield 0.2;
  for (let pass = 1; pass <= passes; pass++) {
    hatch(graphite, shade, frame, hands, tooth, unit, strokes);
    yield 0.2 + (0.7 * pass) / passes;
  }
  const white = random.between(0.96, 0.99);
  const cream = random.between(0, 0.07);
  const sheet = [white, white - cream * 0.35, white - cream] as const;
  const cast = random.between(-0.05, 0.05);
  const lead = [0.14 - cast * 0.6, 0.13, 0.15 + cast] as const;
  const lines = Math.min(1.3, 0.55 + 0.4 * push);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const grain = tooth[tileIndex(x, y)]!;
      const contour = clamp01(1.02 - (luma[i]! + 0.02) / (dodge[i]! + 0.02)) * 1.5;
      const line = Math.min(1, (contour + ink[i]!) * lines) * clamp01(0.92 + grain * 0.2);
      const hatched = graphite[i]! * Math.min(1, 0.5 + 0.35 * push);
      const smudge = shade[i]! * shade[i]! * 0.8 * clamp01(0.85 + grain * 0.16);
      const cover = Math.min(0.95, 1 - (1 - line) * (1 - hatched) * (1 - smudge));
      const lit = 1 + grain * 0.008;
      r[i] = clamp01((sheet[0] + (lead[0] - sheet[0]) * cover) * lit);
      g[i] = clamp01((sheet[1] + (lead[1] - sheet[1]) * cover) * lit);
      b[i] = clamp01((sheet[2] + (lead[2] - sheet[2]) * cover) * lit);
    }
  }
};
