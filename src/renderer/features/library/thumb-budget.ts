import type { ThumbSize } from '@shared/domain/image.ts';

/** Most that the decoded thumbnails in the page take at a time, in bytes. Chromium lets those that left the page go. */
export const DECODED_MAX = 96 * 1024 * 1024;
/** Most tiles in the page at a time: rows beyond what is in sight are left out before those are. */
export const TILES_MAX = 150;
/** Rows before and after what is in sight that are in the page, when there is room for them. */
const OVERSCAN = 3;
/** Thumbnails are looked at a bit larger than they are without harm. */
const ENLARGED = 1.25;

/** Bytes of one decoded thumbnail at most: four for a pixel of a square one. */
export function decodedBytes(size: ThumbSize): number {
  return size * size * 4;
}

/** Which thumbnail is sharp in a cell of so many CSS pixels, within the budget for so many of them. */
export function thumbSize(cell: number, pixelRatio: number, tiles: number): ThumbSize {
  const wanted = cell * pixelRatio > 256 * ENLARGED;
  return wanted && tiles * decodedBytes(1024) <= DECODED_MAX ? 1024 : 256;
}

/** How many rows beyond those in sight to have in the page, on each side. */
export function overscan(rowsInSight: number, columns: number): number {
  const room = Math.floor((TILES_MAX / columns - rowsInSight) / 2);
  return Math.min(OVERSCAN, Math.max(0, room));
}
