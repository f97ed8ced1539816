import { clamp01, type Pixels } from './pixels.ts';
import type { PlacedObject } from './placed-object.ts';
import { createRandom } from './random.ts';

/** Minimum and maximum radius of the object, as a share of the shorter edge. */
const RADIUS = [0.1, 0.15] as const;

/**
 * Returns a copy of the picture with an object painted at its place, with `strength` 0 to 1. All other pixels
 * keep their bytes. The seed determines its size, the light direction, and a slight offset.
 */
export function paintObject(source: Pixels, object: PlacedObject, strength: number, seed: number): Pixels {
  const { width, height } = source;
  const data = new Uint8ClampedArray(source.data);
  const random = createRandom(seed, 'placed object');
  const radius = Math.max(2, random.between(...RADIUS) * Math.min(width, height));
  const middleX = (object.x + random.between(-0.03, 0.03)) * width;
  const middleY = (object.y + random.between(-0.03, 0.03)) * height;
  const light = random.direction();
  const from = Math.max(0, Math.floor(middleY - radius - 1));
  const to = Math.min(height, Math.ceil(middleY + radius + 1));
  const left = Math.max(0, Math.floor(middleX - radius - 1));
  const right = Math.min(width, Math.ceil(middleX + radius + 1));
  for (let y = from; y < to; y++)
    for (let x = left; x < right; x++) {
      const dx = (x + 0.5 - middleX) / radius;
      const dy = (y + 0.5 - middleY) / radius;
      const far =
        object.shape === 'ball' ? Math.sqrt(dx * dx + dy * dy) : Math.max(Math.abs(dx), Math.abs(dy));
      const cover = clamp01((1 - far) * radius + 0.5) * strength;
      if (cover === 0) continue;
      const shade = object.shape === 'ball' ? ballShade(dx, dy, light) : 0.85 + 0.15 * dy * light.y;
      const p = (y * width + x) * 4;
      for (let c = 0; c < 3; c++) {
        const color = clamp01(object.color[c]! * Math.min(1, shade) + Math.max(0, shade - 1)) * 255;
        data[p + c] = data[p + c]! * (1 - cover) + color * cover;
      }
    }
  return { width, height, data };
}

/** Shading of a sphere lit from a side and the front. Values above 1 are highlights. */
function ballShade(dx: number, dy: number, light: { x: number; y: number }): number {
  const up = Math.sqrt(Math.max(0, 1 - dx * dx - dy * dy));
  const facing = Math.max(0, 0.6 * (dx * light.x + dy * light.y) + 0.8 * up);
  const gloss = facing * facing * facing * facing;
  return 0.3 + 0.7 * facing + 0.35 * gloss * gloss * gloss;
}
