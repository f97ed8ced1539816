import type { Box, Size } from '@shared/geometry.ts';

/** Edge length of a tile, in pixels. */
export const TILE = 256;
export const TILE_BYTES = TILE * TILE;

/** The values of 256 × 256 pixels, row by row. Values beyond the picture's edge are undefined. */
export type Tile = Uint8Array<ArrayBuffer>;

/** The fully set tile. Shared by all masks, so it must never be written to. */
export const FULL: Tile = new Uint8Array(TILE_BYTES).fill(255);

/** A mask as tiles, row by row. Null: the tile is empty. */
export interface Tiles {
  readonly size: Size;
  readonly columns: number;
  readonly rows: number;
  readonly tiles: readonly (Tile | null)[];
}

export function tileCounts({ width, height }: Size): { readonly columns: number; readonly rows: number } {
  return { columns: Math.ceil(width / TILE), rows: Math.ceil(height / TILE) };
}

export function emptyTiles(size: Size): Tiles {
  const { columns, rows } = tileCounts(size);
  return { size, columns, rows, tiles: new Array<Tile | null>(columns * rows).fill(null) };
}

/** Returns the area of the picture that a tile covers. */
export function tileBox({ size, columns }: Tiles, index: number): Box {
  const x = (index % columns) * TILE;
  const y = Math.floor(index / columns) * TILE;
  return { x, y, width: Math.min(TILE, size.width - x), height: Math.min(TILE, size.height - y) };
}

/** Replaces a uniform tile by its shared form. `width` and `height`: its part inside the picture. */
export function compactTile(tile: Tile | null, { width, height }: Size): Tile | null {
  if (tile === null || tile === FULL) return tile;
  const value = tile[0];
  if (value !== 0 && value !== 255) return tile;
  // Four pixels at a time. The remainder of a row is compared pixel by pixel.
  const words = new Uint32Array(tile.buffer, tile.byteOffset, TILE_BYTES / 4);
  const word = value === 0 ? 0 : 0xffffffff;
  const whole = width >> 2;
  for (let y = 0; y < height; y++) {
    const row = y * (TILE / 4);
    for (let x = 0; x < whole; x++) if (words[row + x] !== word) return tile;
    for (let x = whole * 4; x < width; x++) if (tile[y * TILE + x] !== value) return tile;
  }
  return value === 0 ? null : FULL;
}

/** Returns the value of a pixel, or 0 outside the picture. */
export function valueAt({ size, columns, tiles }: Tiles, x: number, y: number): number {
  if (x < 0 || y < 0 || x >= size.width || y >= size.height) return 0;
  const tile = tiles[Math.floor(y / TILE) * columns + Math.floor(x / TILE)];
  return tile ? tile[(y % TILE) * TILE + (x % TILE)]! : 0;
}

export function isEmpty({ tiles }: Tiles): boolean {
  return tiles.every((tile) => tile === null);
}
