import { boxBlur } from './blur.ts';
import type { Random } from './random.ts';

const BITS = 9;
/** Edge of a noise tile in pixels. A power of two, so that wrapping is a mask. */
export const TILE = 1 << BITS;
export const TILE_MASK = TILE - 1;

/** Index of pixel (x, y) in a tile. All integers wrap. */
export function tileIndex(x: number, y: number): number {
  return ((y & TILE_MASK) << BITS) | (x & TILE_MASK);
}

function normalized(values: Float32Array): Float32Array {
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / values.length;
  const scale = 1 / Math.sqrt(Math.max(1e-12, squares / values.length - mean * mean));
  for (let i = 0; i < values.length; i++) values[i] = (values[i]! - mean) * scale;
  return values;
}

/** White noise with mean 0 and deviation 1. */
export function whiteTile(random: Random): Float32Array {
  const values = new Float32Array(TILE * TILE);
  for (let i = 0; i < values.length; i++) values[i] = random.next();
  return normalized(values);
}

/** Blurs a tile seamlessly by wrapping at its edges. */
function wrappedBlur(values: Float32Array, radius: number): Float32Array {
  const pad = Math.ceil(radius * 2) + 2;
  const size = TILE + 2 * pad;
  const padded = new Float32Array(size * size);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) padded[y * size + x] = values[tileIndex(x - pad, y - pad)]!;
  const blurred = boxBlur(boxBlur(padded, size, size, radius), size, size, radius);
  const out = new Float32Array(TILE * TILE);
  for (let y = 0; y < TILE; y++)
    for (let x = 0; x < TILE; x++) out[tileIndex(x, y)] = blurred[(y + pad) * size + x + pad]!;
  return out;
}

/** Cold-pressed paper: bumps of about `radius` pixels. Mean 0, deviation 1. */
export function paperTile(random: Random, radius: number): Float32Array {
  const white = whiteTile(random);
  const fine = normalized(wrappedBlur(white, Math.max(1, Math.round(radius * 0.5))));
  const coarse = normalized(wrappedBlur(white, Math.max(2, Math.round(radius * 1.6))));
  const values = new Float32Array(TILE * TILE);
  for (let i = 0; i < values.length; i++) values[i] = fine[i]! + 0.8 * coarse[i]! + 0.25 * white[i]!;
  return normalized(values);
}

function addOctave(
  out: Float32Array,
  width: number,
  height: number,
  cell: number,
  amount: number,
  random: Random,
): void {
  const across = Math.ceil(width / cell) + 3;
  const down = Math.ceil(height / cell) + 3;
  const lattice = new Float32Array(across * down);
  for (let i = 0; i < lattice.length; i++) lattice[i] = (random.next() * 2 - 1) * amount;
  const shift = random.next();
  const column = new Int32Array(width);
  const part = new Float32Array(width);
  for (let x = 0; x < width; x++) {
    const at = x / cell + shift;
    column[x] = Math.floor(at);
    const t = at - column[x]!;
    part[x] = t * t * (3 - 2 * t);
  }
  const line = new Float32Array(across);
  for (let y = 0; y < height; y++) {
    const at = y / cell + shift;
    const row = Math.floor(at);
    const t = at - row;
    const s = t * t * (3 - 2 * t);
    for (let c = 0; c < across; c++) {
      const top = lattice[row * across + c]!;
      line[c] = top + (lattice[(row + 1) * across + c]! - top) * s;
    }
    for (let x = 0, i = y * width; x < width; x++, i++) {
      const left = line[column[x]!]!;
      out[i] = out[i]! + left + (line[column[x]! + 1]! - left) * part[x]!;
    }
  }
}

/**
 * Smooth clouds, about -1 to 1. `cell` is the size of the largest in pixels. Each octave has half the size of
 * the last.
 */
export function clouds(
  width: number,
  height: number,
  cell: number,
  octaves: number,
  random: Random,
): Float32Array {
  const out = new Float32Array(width * height);
  let size = Math.max(2, cell);
  let amount = 1;
  for (let octave = 0; octave < octaves; octave++) {
    addOctave(out, width, height, size, amount, random);
    size = Math.max(2, size / 2);
    amount *= 0.5;
  }
  return out;
}
