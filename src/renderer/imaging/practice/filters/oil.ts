import type { Point } from '@shared/geometry.ts';
import { softBlur } from '../blur.ts';
import { type BrushStroke, paintStroke } from '../brush.ts';
import type { Filter } from '../filter.ts';
import { kuwahara } from '../kuwahara.ts';
import { clouds, TILE, whiteTile } from '../noise.ts';
import { clamp01, copyFrame, type Frame, lumaOf } from '../pixels.ts';
import type { Random } from '../random.ts';
import { applyCurves, contrast, saturate } from '../tone.ts';

interface Easel {
  readonly model: Frame;
  readonly luma: Float32Array;
  readonly canvas: Frame;
  readonly heights: Float32Array;
  readonly noise: Float32Array;
  /** Brush direction where the picture has none. */
  readonly drift: Float32Array;
  readonly lean: Point;
}

/** Returns the direction along the edge under the brush, or along the drift in flat areas. */
function direction(easel: Easel, x: number, y: number): { dx: number; dy: number } {
  const { width, height } = easel.model;
  const step = 2;
  const at = (px: number, py: number) =>
    easel.luma[Math.min(height - 1, Math.max(0, py)) * width + Math.min(width - 1, Math.max(0, px))]!;
  const gx = at(x + step, y) - at(x - step, y);
  const gy = at(x, y + step) - at(x, y - step);
  const bend = easel.drift[y * width + x]!;
  const fx = easel.lean.x - easel.lean.y * bend * 1.4;
  const fy = easel.lean.y + easel.lean.x * bend * 1.4;
  // An edge has no orientation: align it with the drift, or opposite ones would cancel out.
  const side = -gy * fx + gx * fy < 0 ? -1 : 1;
  const dx = -gy * side * 12 + fx * 0.35;
  const dy = gx * side * 12 + fy * 0.35;
  const length = Math.sqrt(dx * dx + dy * dy) || 1;
  return { dx: dx / length, dy: dy / length };
}

function strokeAt(easel: Easel, radius: number, x: number, y: number, random: Random): BrushStroke {
  const { model } = easel;
  const i = y * model.width + x;
  const shade = random.between(0.95, 1.05);
  const lean = random.between(-0.02, 0.02);
  return {
    x,
    y,
    ...direction(easel, x, y),
    reach: radius * random.between(1.8, 3.6),
    radius: radius * random.between(0.75, 1.2),
    color: [model.r[i]! * shade + lean, model.g[i]! * shade, model.b[i]! * shade - lean],
    bristles: random.int(TILE),
  };
}

/** One layer: strokes where the canvas still differs from the model; everywhere in the first layers. */
function layer(easel: Easel, radius: number, tolerance: number, random: Random): void {
  const { model, canvas } = easel;
  const { width, height } = model;
  const count = Math.ceil((width * height * (tolerance > 0 ? 0.8 : 0.6)) / (radius * radius * 9));
  for (let n = 0; n < count; n++) {
    const x = random.int(width);
    const y = random.int(height);
    const i = y * width + x;
    const off =
      Math.abs(model.r[i]! - canvas.r[i]!) +
      Math.abs(model.g[i]! - canvas.g[i]!) +
      Math.abs(model.b[i]! - canvas.b[i]!);
    if (off < tolerance) continue;
    paintStroke(canvas, easel.heights, strokeAt(easel, radius, x, y, random), easel.noise);
  }
}

/** Light from the upper left on the ridges of the paint. */
function varnish(canvas: Frame, heights: Float32Array, relief: number): void {
  const { width, r, g, b } = canvas;
  for (let i = width + 1; i < heights.length; i++) {
    const light = 1 + (heights[i]! - heights[i - width - 1]!) * relief;
    r[i] = clamp01(r[i]! * light);
    g[i] = clamp01(g[i]! * light);
    b[i] = clamp01(b[i]! * light);
  }
}

/** Oil on canvas: broad strokes first. Each pass adds smaller ones where needed. */
export const oil: Filter = function* (frame, { passes, push, unit, random, strokes }) {
  const { width, height } = frame;
  const model = kuwahara(frame, Math.max(2, 5 * unit));
  applyCurves(model, contrast(0.15 + 0.1 * push));
  saturate(model, 1.1 + 0.12 * push);
  yield 0.15;
  const easel: Easel = {
    model,
    luma: softBlur(lumaOf(frame), width, height, 5 * unit),
    canvas: copyFrame(model),
    heights: new Float32Array(width * height),
    noise: whiteTile(random),
    drift: clouds(width, height, 220 * unit, 2, random),
    lean: random.direction(),
  };
  const broad = (15 + 7 * Math.min(2.4, push)) * unit;
  const narrow = 2.3 * unit * Math.min(2.2, 0.4 + 0.6 * push);
  // The ground: covers everything once, regardless of the number of passes.
  for (let n = 0; n < 3; n++) layer(easel, broad * (1.25 - 0.25 * n), 0, strokes);
  yield 0.3;
  for (let pass = 1; pass <= passes; pass++) {
    const part = Math.min(1, pass / 28);
    const radius = Math.max(1.2, narrow + (broad * 0.8 - narrow) * (1 - part) * (1 - part));
    layer(easel, radius, 0.2 - 0.04 * part, strokes);
    yield 0.3 + (0.6 * pass) / passes;
  }
  varnish(easel.canvas, easel.heights, 0.5 * Math.min(1.8, 0.4 + 0.6 * push));
  frame.r = easel.canvas.r;
  frame.g = easel.canvas.g;
  frame.b = easel.canvas.b;
};
