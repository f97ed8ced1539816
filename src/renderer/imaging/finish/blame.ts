import type { Size } from '@shared/geometry.ts';
import { bandsOf, type RgbaRows } from './rows.ts';

/** The step of a chain that last changed each pixel. Step 0 is the source; at most 255 steps. */
export interface Blame extends Size {
  /** Returns the step that last changed a pixel, by index. */
  stepAt(x: number, y: number): number;
  /** Number of pixels last changed by each step. */
  shares(): readonly number[];
  /** Records the differences between two pictures of this size as changed by `step`. Call it in step order. */
  note(before: RgbaRows, after: RgbaRows, step: number): void;
  /** Encodes runs along the rows: the step, then the length in groups of seven bits. */
  encode(): Uint8Array;
}

/** Side of a tile. A tile with a single step, which most have, is stored as one number. */
const TILE = 64;
const MOST_STEPS = 255;

/**
 * Creates a map of a picture without changes. For 24 MP it takes 6,000 numbers, plus 4 KB for each tile with
 * several steps.
 */
export function createBlame(size: Size): Blame {
  return blameOf(size, null);
}

/** `steps`: the step that last changed each pixel, by rows. Null if none did. */
function blameOf({ width, height }: Size, steps: Uint8Array | null): Blame {
  const columns = Math.ceil(width / TILE);
  const tiles: (number | Uint8Array)[] = new Array(columns * Math.ceil(height / TILE)).fill(0);

  function stepAt(x: number, y: number): number {
    const tile = tiles[Math.floor(y / TILE) * columns + Math.floor(x / TILE)]!;
    return typeof tile === 'number' ? tile : tile[(y % TILE) * TILE + (x % TILE)]!;
  }

  function set(x: number, y: number, step: number): void {
    const index = Math.floor(y / TILE) * columns + Math.floor(x / TILE);
    let tile = tiles[index]!;
    if (tile === step) return;
    if (typeof tile === 'number') {
      tile = new Uint8Array(TILE * TILE).fill(tile);
      tiles[index] = tile;
    }
    tile[(y % TILE) * TILE + (x % TILE)] = step;
  }

  /** Reduces tiles with a single step to a number. */
  function settle(): void {
    for (const [index, tile] of tiles.entries()) {
      if (typeof tile === 'number') continue;
      const left = (index % columns) * TILE;
      const top = Math.floor(index / columns) * TILE;
      const first = tile[0]!;
      let single = true;
      for (let y = 0; y < Math.min(TILE, height - top) && single; y++)
        for (let x = 0; x < Math.min(TILE, width - left) && single; x++)
          single = tile[y * TILE + x] === first;
      if (single) tiles[index] = first;
    }
  }

  /** Visits the picture row by row, as runs that end at the latest with their tile. */
  function eachRun(visit: (step: number, length: number) => void): void {
    for (let y = 0; y < height; y++) {
      const first = Math.floor(y / TILE) * columns;
      for (let left = 0; left < width; left += TILE) {
        const tile = tiles[first + left / TILE]!;
        const length = Math.min(TILE, width - left);
        if (typeof tile === 'number') visit(tile, length);
        else {
          const row = (y % TILE) * TILE;
          for (let at = row; at < row + length; at++) visit(tile[at]!, 1);
        }
      }
    }
  }

  /** Takes over the steps of all pixels, tile by tile. */
  function take(all: Uint8Array): void {
    for (const index of tiles.keys()) {
      const left = (index % columns) * TILE;
      const top = Math.floor(index / columns) * TILE;
      const tile = new Uint8Array(TILE * TILE);
      for (let y = top; y < Math.min(top + TILE, height); y++) {
        const from = y * width + left;
        tile.set(all.subarray(from, from + Math.min(TILE, width - left)), (y - top) * TILE);
      }
      tiles[index] = tile;
    }
    settle();
  }

  if (steps) take(steps);

  return {
    width,
    height,
    stepAt,
    shares() {
      const counts: number[] = [];
      eachRun((step, length) => {
        counts[step] = (counts[step] ?? 0) + length;
      });
      return Array.from(counts, (count) => count ?? 0);
    },
    note(before, after, step) {
      if (step < 1 || step > MOST_STEPS) throw new RangeError(`There is no step ${step}.`);
      if ([before, after].some((one) => one.width !== width || one.height !== height))
        throw new RangeError('The pictures differ in size.');
      for (const band of bandsOf(height)) {
        const one = new Uint32Array(before.rows(band.top, band.height).slice().buffer);
        const other = new Uint32Array(after.rows(band.top, band.height).slice().buffer);
        for (let at = 0; at < one.length; at++)
          if (one[at] !== other[at]) set(at % width, band.top + Math.floor(at / width), step);
      }
      settle();
    },
    encode() {
      const out: number[] = [];
      let [step, length] = [-1, 0];
      const flush = () => {
        if (length === 0) return;
        out.push(step);
        for (let rest = length; ; rest = Math.floor(rest / 128)) {
          out.push(rest < 128 ? rest : (rest % 128) + 128);
          if (rest < 128) break;
        }
      };
      eachRun((here, run) => {
        if (here === step) length += run;
        else {
          flush();
          [step, length] = [here, run];
        }
      });
      flush();
      return Uint8Array.from(out);
    },
  };
}

/** Decodes the output of `encode`. Throws if it isn't for a picture of this size. */
export function decodeBlame(bytes: Uint8Array, size: Size): Blame {
  return blameOf(size, decodeSteps(bytes, size));
}

/** The same as one byte per pixel, row by row, for lookup in constant time. */
export function decodeSteps(bytes: Uint8Array, size: Size): Uint8Array {
  const steps = new Uint8Array(size.width * size.height);
  let at = 0;
  for (let read = 0; read < bytes.length; ) {
    const step = bytes[read++]!;
    let length = 0;
    for (let unit = 1; ; unit *= 128) {
      const byte = bytes[read++];
      if (byte === undefined) throw new RangeError('The map is cut off.');
      length += (byte % 128) * unit;
      if (byte < 128) break;
    }
    if (at + length > steps.length) throw new RangeError('The map is of a larger picture.');
    steps.fill(step, at, at + length);
    at += length;
  }
  if (at !== steps.length) throw new RangeError('The map is of a smaller picture.');
  return steps;
}
