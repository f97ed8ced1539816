import type { Box } from '@shared/geometry.ts';
import { FULL, TILE, TILE_BYTES, type Tile, type Tiles, tileBox } from './tiles.ts';

/** Area of a mask. */
export interface MaskMeasure {
  /** Number of pixels above 0. */
  readonly pixels: number;
  /** Bounding box of these pixels, or null for an empty mask. */
  readonly bounds: Box | null;
}

interface TileMeasure {
  readonly pixels: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * Cache for tiles of committed changes, which are immutable: measuring after a stroke reads only the touched
 * tiles.
 */
const measured = new WeakMap<Tile, TileMeasure>();

export function measureMask(mask: Tiles): MaskMeasure {
  let pixels = 0;
  let [left, top, right, bottom] = [mask.size.width, mask.size.height, 0, 0];
  for (const [index, tile] of mask.tiles.entries()) {
    if (tile === null) continue;
    const box = tileBox(mask, index);
    const found =
      tile === FULL
        ? { pixels: box.width * box.height, left: 0, top: 0, right: box.width, bottom: box.height }
        : measureTile(tile, box);
    if (found.pixels === 0) continue;
    pixels += found.pixels;
    left = Math.min(left, box.x + found.left);
    top = Math.min(top, box.y + found.top);
    right = Math.max(right, box.x + found.right);
    bottom = Math.max(bottom, box.y + found.bottom);
  }
  const bounds = pixels === 0 ? null : { x: left, y: top, width: right - left, height: bottom - top };
  return { pixels, bounds };
}

function measureTile(tile: Tile, { width, height }: Box): TileMeasure {
  const known = measured.get(tile);
  if (known) return known;
  let pixels = 0;
  let [left, top, right, bottom] = [TILE, TILE, 0, 0];
  // Four pixels at a time: this runs when a stroke ends, on every tile that it touched.
  const words = new Uint32Array(tile.buffer, tile.byteOffset, TILE_BYTES / 4);
  const whole = width >> 2;
  for (let y = 0; y < height; y++) {
    const row = y * TILE;
    const before = pixels;
    let [first, last] = [-1, -1];
    for (let at = row >> 2, end = at + whole; at < end; at++) {
      const word = words[at]!;
      if (word === 0) continue;
      if (first < 0) first = at;
      last = at;
      if (word === 0xff_ff_ff_ff) pixels += 4;
      else for (let x = at * 4, to = x + 4; x < to; x++) if (tile[x] !== 0) pixels += 1;
    }
    if (first >= 0) {
      let x = first * 4;
      while (tile[x] === 0) x++;
      left = Math.min(left, x - row);
      x = last * 4 + 3;
      while (tile[x] === 0) x--;
      right = Math.max(right, x + 1 - row);
    }
    for (let x = whole * 4; x < width; x++) {
      if (tile[row + x] === 0) continue;
      pixels += 1;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
    }
    if (pixels === before) continue;
    if (y < top) top = y;
    bottom = y + 1;
  }
  const found = { pixels, left, top, right, bottom };
  measured.set(tile, found);
  return found;
}
