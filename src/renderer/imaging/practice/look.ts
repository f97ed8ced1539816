import { type Dials, type Filter, settled } from './filter.ts';
import { TILE, tileIndex, whiteTile } from './noise.ts';
import { clamp01, copyFrame, type Frame, mixFrom } from './pixels.ts';
import type { Random } from './random.ts';

export interface Tuning {
  readonly random: Random;
  readonly unit: number;
  /** How far beyond the normal look: 0 at the default guidance, up to about 1.5. */
  readonly extra: number;
}

/**
 * A filter of color and light. `paint` applies the full look and returns the amount of film grain (0 to 1).
 * Each pass then adds one finer layer of grain and strengthens the look.
 */
export function look(paint: (frame: Frame, tuning: Tuning) => number): Filter {
  return function* (frame: Frame, { passes, push, unit, random, strokes }: Dials) {
    const reached = settled(passes);
    const before = copyFrame(frame);
    const grain = paint(frame, { random, unit, extra: Math.max(0, push - 1) });
    mixFrom(before, frame, reached);
    yield 0.5;
    const noise = whiteTile(random);
    const layers = new Float32Array(noise.length);
    let energy = 0;
    for (let pass = 1; pass <= passes; pass++) {
      const weight = 1 / pass;
      addShifted(layers, noise, strokes.int(TILE), strokes.int(TILE), weight);
      energy += weight * weight;
      yield 0.5 + (0.5 * pass) / (passes + 1);
    }
    applyGrain(frame, layers, (grain * 0.09 * reached) / Math.sqrt(energy));
  };
}

/** Adds a shifted and wrapped tile to another: each row is two contiguous runs. */
function addShifted(out: Float32Array, tile: Float32Array, dx: number, dy: number, weight: number): void {
  const rest = TILE - dx;
  for (let y = 0; y < TILE; y++) {
    const to = tileIndex(0, y);
    const from = tileIndex(0, y + dy);
    for (let x = 0; x < rest; x++) out[to + x] = out[to + x]! + tile[from + dx + x]! * weight;
    for (let x = 0; x < dx; x++) out[to + rest + x] = out[to + rest + x]! + tile[from + x]! * weight;
  }
}

/** Film grain: strongest in the midtones, none in pure black and white. */
export function applyGrain(frame: Frame, tile: Float32Array, amount: number): void {
  if (amount <= 0) return;
  const { r, g, b, width, height } = frame;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const l = clamp01(0.299 * r[i]! + 0.587 * g[i]! + 0.114 * b[i]!);
      const add = tile[tileIndex(x, y)]! * amount * (0.2 + 3.2 * l * (1 - l));
      r[i] = clamp01(r[i]! + add);
      g[i] = clamp01(g[i]! + add);
      b[i] = clamp01(b[i]! + add);
    }
  }
}
