import type { Size } from '@shared/geometry.ts';
import { bandsOf, type RgbaRows, wordsOf } from './rows.ts';

/** The step that last changed each pixel of a picture. Steps are numbers from 0 to 255. */
export interface Blame extends Size {
  /** Returns the step that last changed a pixel, by index. */
  stepAt(x: number, y: number): number;
  /** Number of pixels last changed by each step. */
  shares(): readonly number[];
  /** Records the differences between two pictures of this size as changed by `step`. Call it in step order. */
  note(before: RgbaRows, after: RgbaRows, step: number): void;
  /**
   * Turns the map of a merge's left side into that of the merge: a pixel that came from the right side has the
   * right side's step, and one that equals neither was changed by the merge itself.
   */
  noteMerge(left: RgbaRows, right: BlamedPicture, merged: RgbaRows, step: number): void;
  copy(): Blame;
  /** Encodes runs along the rows: the step, then the length in groups of seven bits. */
  encode(): Uint8Array;
}

/** A picture and its map. */
export interface BlamedPicture {
  readonly rows: RgbaRows;
  readonly map: Blame;
}

/**
 * Makes the map of a picture from those of the pictures that it was made from: the parent that an edit changed, both
 * sides of a merge, or none, if it is the first.
 */
export function blamePicture(picture: RgbaRows, step: number, parents: readonly BlamedPicture[]): Blame {
  const [left, right] = parents;
  if (!left) return createBlame(picture, step);
  const map = left.map.copy();
  if (right) map.noteMerge(left.rows, right, picture, step);
  else map.note(left.rows, picture, step);
  return map;
}

/** Side of a tile. A tile with a single step, which most have, is stored as one number. */
const TILE = 64;
const MOST_STEPS = 255;

type Tile = number | Uint8Array;

/**
 * Creates a map of a picture that one step made. For 24 MP it takes 6,000 numbers, plus 4 KB for each tile with
 * several steps.
 */
export function createBlame(size: Size, step = 0): Blame {
  const { across, down } = tilesOf(size);
  return blameOf(size, new Array<Tile>(across * down).fill(step));
}

function tilesOf({ width, height }: Size): { readonly across: number; readonly down: number } {
  return { across: Math.ceil(width / TILE), down: Math.ceil(height / TILE) };
}

/** `tiles`: by rows; the map takes them over. */
function blameOf(size: Size, tiles: Tile[]): Blame {
  const { width, height } = size;
  const columns = tilesOf(size).across;

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

  /** Throws if the step doesn't fit into a byte, or a picture has another size. */
  function check(step: number, pictures: readonly Size[]): void {
    if (step < 1 || step > MOST_STEPS) throw new RangeError(`There is no step ${step}.`);
    if (pictures.some((one) => one.width !== width || one.height !== height))
      throw new RangeError('The pictures differ in size.');
  }

  settle();
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
      check(step, [before, after]);
      for (const { top, height: count } of bandsOf(height)) {
        const one = wordsOf(before.rows(top, count));
        const other = wordsOf(after.rows(top, count));
        for (let at = 0; at < one.length; at++)
          if (one[at] !== other[at]) set(at % width, top + Math.floor(at / width), step);
      }
      settle();
    },
    noteMerge(left, right, merged, step) {
      check(step, [left, right.rows, right.map, merged]);
      for (const { top, height: count } of bandsOf(height)) {
        const one = wordsOf(left.rows(top, count));
        const other = wordsOf(right.rows.rows(top, count));
        const made = wordsOf(merged.rows(top, count));
        for (let at = 0; at < made.length; at++) {
          if (made[at] === one[at]) continue;
          const [x, y] = [at % width, top + Math.floor(at / width)];
          set(x, y, made[at] === other[at] ? right.map.stepAt(x, y) : step);
        }
      }
      settle();
    },
    copy: () =>
      blameOf(
        size,
        tiles.map((tile) => (typeof tile === 'number' ? tile : tile.slice())),
      ),
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
  const steps = decodeSteps(bytes, size);
  const { width, height } = size;
  const { across, down } = tilesOf(size);
  const tiles = Array.from({ length: across * down }, (_, index) => {
    const left = (index % across) * TILE;
    const top = Math.floor(index / across) * TILE;
    const tile = new Uint8Array(TILE * TILE);
    for (let y = top; y < Math.min(top + TILE, height); y++) {
      const from = y * width + left;
      tile.set(steps.subarray(from, from + Math.min(TILE, width - left)), (y - top) * TILE);
    }
    return tile;
  });
  return blameOf(size, tiles);
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
