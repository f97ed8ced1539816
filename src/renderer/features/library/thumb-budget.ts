import type { ThumbSize } from '@shared/domain/image.ts';

/** Maximum memory of decoded thumbnails in the page, in bytes. Chromium frees those that left the page. */
export const DECODED_MAX = 96 * 1024 * 1024;
/** Maximum number of rendered tiles: rows outside the visible range are dropped first. */
export const TILES_MAX = 150;
/** Rows rendered before and after the visible range, if there is room. */
const OVERSCAN = 3;
/** Acceptable enlargement of thumbnails. */
const ENLARGED = 1.25;

/** Maximum size of one decoded thumbnail: four bytes per pixel of a square. */
export function decodedBytes(size: ThumbSize): number {
  return size * size * 4;
}

/**
 * Returns the thumbnail size that is sharp in a cell (CSS px), within the memory limit for this number of
 * tiles.
 */
export function thumbSize(cell: number, pixelRatio: number, tiles: number): ThumbSize {
  const wanted = cell * pixelRatio > 256 * ENLARGED;
  return wanted && tiles * decodedBytes(1024) <= DECODED_MAX ? 1024 : 256;
}

/** Returns the number of extra rows to render on each side. */
export function overscan(rowsInSight: number, columns: number): number {
  const room = Math.floor((TILES_MAX / columns - rowsInSight) / 2);
  return Math.min(OVERSCAN, Math.max(0, room));
}
