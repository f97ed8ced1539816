import { clamp01, type Frame } from './pixels.ts';
import type { Random } from './random.ts';
import type { Rgb } from './tone.ts';

/** A place in the picture: 0 to 1 across and down, possibly slightly outside. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Returns a place around the center, at most `spread` (0 to 0.5) away. */
export function nearMiddle(random: Random, spread: number): Place {
  return { x: 0.5 + random.between(-spread, spread), y: 0.5 + random.between(-spread, spread) };
}

/** Returns a place along the edge, slightly inside or outside the picture. */
export function nearEdge(random: Random): Place {
  const out = random.direction();
  const far = 0.5 / Math.max(Math.abs(out.x), Math.abs(out.y));
  return { x: 0.5 + out.x * far, y: 0.5 + out.y * far };
}

/** Squared distances from a place, in half diagonals, separated by column and row. */
function distances(frame: Frame, place: Place): { across: Float32Array; down: Float32Array } {
  const { width, height } = frame;
  const scale = 4 / (width * width + height * height);
  const across = new Float32Array(width);
  const down = new Float32Array(height);
  for (let x = 0; x < width; x++) across[x] = (x - place.x * width) * (x - place.x * width) * scale;
  for (let y = 0; y < height; y++) down[y] = (y - place.y * height) * (y - place.y * height) * scale;
  return { across, down };
}

/** Darkens with the distance from a place. At an amount of 1 the far corner is black. */
export function vignette(frame: Frame, place: Place, amount: number): void {
  const { r, g, b, width, height } = frame;
  const { across, down } = distances(frame, place);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const d = across[x]! + down[y]!;
      const keep = clamp01(1 - (amount * d * d) / (0.35 + 0.65 * d * d));
      r[i] = r[i]! * keep;
      g[i] = g[i]! * keep;
      b[i] = b[i]! * keep;
    }
  }
}

/** Adds colored light from a place (screen). `radius` in half diagonals. */
export function glow(frame: Frame, place: Place, radius: number, color: Rgb, amount: number): void {
  const { r, g, b, width, height } = frame;
  const { across, down } = distances(frame, place);
  const squared = radius * radius;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const near = squared / (squared + across[x]! + down[y]!);
      const light = amount * near * near;
      r[i] = 1 - (1 - r[i]!) * (1 - light * color[0]);
      g[i] = 1 - (1 - g[i]!) * (1 - light * color[1]);
      b[i] = 1 - (1 - b[i]!) * (1 - light * color[2]);
    }
  }
}

/** Distance of each pixel from a place, smoothly from 0 to 1 beyond `radius` (half diagonals). */
export function farness(frame: Frame, place: Place, radius: number): Float32Array {
  const { width, height } = frame;
  const { across, down } = distances(frame, place);
  const out = new Float32Array(width * height);
  const squared = radius * radius;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const t = clamp01((across[x]! + down[y]!) / squared);
      out[i] = t * t * (3 - 2 * t);
    }
  }
  return out;
}
