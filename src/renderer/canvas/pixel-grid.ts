import type { Box, Point, Size } from '@shared/geometry.ts';
import { clamp } from './geometry.ts';

/** From this zoom on, grid lines separate the pixels. */
export const PIXEL_GRID_FROM = 8;

/** Grid lines over the visible part of a picture, in CSS pixels of its pane. */
export interface PixelGrid extends Box {
  /** Size of a pixel. */
  readonly pitch: Size;
  /** Position of the first line from the left and top of the grid, at most one pixel before it. */
  readonly offset: Point;
}

/**
 * Returns the grid of a picture that covers `shown` of a pane, or null below the minimum zoom. `pixelRatio`:
 * device pixels per CSS pixel.
 */
export function pixelGrid(shown: Box, natural: Size, pane: Size, pixelRatio: number): PixelGrid | null {
  const pitch = { width: shown.width / natural.width, height: shown.height / natural.height };
  if (pitch.width * pixelRatio < PIXEL_GRID_FROM - 1e-6) return null;
  const x = clamp(shown.x, 0, pane.width);
  const y = clamp(shown.y, 0, pane.height);
  const width = clamp(shown.x + shown.width, x, pane.width) - x;
  const height = clamp(shown.y + shown.height, y, pane.height) - y;
  const before = (start: number, edge: number, step: number) => {
    const into = (start - edge) % step;
    return into === 0 ? 0 : -into;
  };
  return {
    x,
    y,
    width,
    height,
    pitch,
    offset: { x: before(x, shown.x, pitch.width), y: before(y, shown.y, pitch.height) },
  };
}
