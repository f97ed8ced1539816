import type { Box } from '@shared/geometry.ts';
import { FULL, TILE, type Tile, type Tiles, tileBox } from './tiles.ts';

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
  for (let y = 0; y < height; y++) {
    const before = pixels;
    for (let x = 0, at = y * TILE; x < width; x++, at++) {
      if (tile[at] === 0) continue;
      pixels += 1;
      if (x < left) left = x;
      if (x >= right) right = x + 1;
    }
    if (pixels === before) continue;
    if (y < top) top = y;
    bottom = y + 1;
  }
  const found = { pixels, left, top, right, bottom };
  measured.set(tile, found);
  return found;
}
