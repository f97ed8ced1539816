import type { Size } from '@shared/geometry.ts';
import { compactTile, emptyTiles, FULL, TILE, TILE_BYTES, type Tile, type Tiles, tileBox } from './tiles.ts';

/** Converts a mask to one byte per pixel, row by row. */
export function grayOf(mask: Tiles): Uint8Array<ArrayBuffer> {
  const { width, height } = mask.size;
  const gray = new Uint8Array(width * height);
  for (const [index, tile] of mask.tiles.entries()) {
    if (tile === null) continue;
    const box = tileBox(mask, index);
    for (let y = 0; y < box.height; y++) {
      const to = (box.y + y) * width + box.x;
      if (tile === FULL) gray.fill(255, to, to + box.width);
      else gray.set(tile.subarray(y * TILE, y * TILE + box.width), to);
    }
  }
  return gray;
}

/** Converts one byte per pixel to tiles. */
export function tilesOf(gray: Uint8Array, size: Size): (Tile | null)[] {
  const shape = emptyTiles(size);
  return shape.tiles.map((_, index) => {
    const box = tileBox(shape, index);
    const tile: Tile = new Uint8Array(TILE_BYTES);
    for (let y = 0; y < box.height; y++) {
      const from = (box.y + y) * size.width + box.x;
      tile.set(gray.subarray(from, from + box.width), y * TILE);
    }
    return compactTile(tile, box);
  });
}

/** Tiles in a message: empty ones are omitted, and FULL is only referenced. */
export interface PackedTiles {
  readonly size: Size;
  readonly tiles: readonly { readonly index: number; readonly data: Tile | 'full' }[];
}

/** Packs the tiles by reference. The message copies them. */
export function packTiles({ size, tiles }: Tiles): PackedTiles {
  return {
    size,
    tiles: tiles.flatMap((tile, index) =>
      tile === null ? [] : [{ index, data: tile === FULL ? ('full' as const) : tile }],
    ),
  };
}

export function unpackTiles({ size, tiles: packed }: PackedTiles): Tiles {
  const shape = emptyTiles(size);
  const tiles = [...shape.tiles];
  for (const { index, data } of packed) tiles[index] = data === 'full' ? FULL : data;
  return { ...shape, tiles };
}
