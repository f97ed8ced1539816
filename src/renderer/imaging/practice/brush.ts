import { TILE, tileIndex } from './noise.ts';
import type { Frame } from './pixels.ts';
import type { Rgb } from './tone.ts';

export interface BrushStroke {
  readonly x: number;
  readonly y: number;
  /** Unit direction. */
  readonly dx: number;
  readonly dy: number;
  /** Half the length and half the width, in pixels. */
  readonly reach: number;
  readonly radius: number;
  readonly color: Rgb;
  /** Row of the noise tile for this brush's bristles. */
  readonly bristles: number;
}

/** Paints one stroke on the canvas and raises the paint's height, with ridges left by the bristles. */
export function paintStroke(
  canvas: Frame,
  heights: Float32Array,
  stroke: BrushStroke,
  noise: Float32Array,
): void {
  const { width, height, r, g, b } = canvas;
  const { dx, dy, reach, radius, color } = stroke;
  const spanX = Math.abs(dx) * reach + Math.abs(dy) * radius;
  const spanY = Math.abs(dy) * reach + Math.abs(dx) * radius;
  const left = Math.max(0, Math.ceil(stroke.x - spanX));
  const right = Math.min(width - 1, Math.floor(stroke.x + spanX));
  const top = Math.max(0, Math.ceil(stroke.y - spanY));
  const bottom = Math.min(height - 1, Math.floor(stroke.y + spanY));
  const perRadius = 1 / radius;
  const perReach = 1 / reach;
  const hair = 9 * perRadius;
  for (let py = top; py <= bottom; py++) {
    const oy = py - stroke.y;
    for (let px = left, i = py * width + left; px <= right; px++, i++) {
      const ox = px - stroke.x;
      const v = (oy * dx - ox * dy) * perRadius;
      const u = (ox * dx + oy * dy) * perReach;
      const v2 = v * v;
      const u2 = u * u;
      if (v2 >= 1 || u2 >= 1) continue;
      const ridge = noise[tileIndex((v * radius * hair + TILE) | 0, stroke.bristles)]!;
      // The tip frays: bristles with less paint lift earlier.
      const end = (1 - u2 * u2) * 2.2 + ridge * 0.25 * u2;
      const side = (1 - v2 * v2) * 3;
      const soft = Math.min(1, Math.max(end, 0), side);
      const cover = soft * 0.94;
      const shade = 1 + ridge * 0.035;
      r[i] = r[i]! + (color[0] * shade - r[i]!) * cover;
      g[i] = g[i]! + (color[1] * shade - g[i]!) * cover;
      b[i] = b[i]! + (color[2] * shade - b[i]!) * cover;
      heights[i] = heights[i]! + (0.5 + ridge * 0.22 + v2 * 0.3 - heights[i]!) * cover;
    }
  }
}
