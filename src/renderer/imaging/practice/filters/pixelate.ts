import { type Filter, settled } from '../filter.ts';
import { nearest, refinePalette, seedPalette } from '../palette.ts';
import { clamp01, emptyFrame, type Frame } from '../pixels.ts';
import { applyCurves, contrast, saturate } from '../tone.ts';

interface Grid {
  readonly cell: number;
  readonly x: number;
  readonly y: number;
  readonly columns: number;
  readonly rows: number;
}

function cellMeans(frame: Frame, grid: Grid): Frame {
  const cells = emptyFrame(grid.columns, grid.rows);
  const counts = new Float32Array(grid.columns * grid.rows);
  for (let y = 0, i = 0; y < frame.height; y++) {
    const row = Math.floor((y + grid.y) / grid.cell) * grid.columns;
    for (let x = 0; x < frame.width; x++, i++) {
      const at = row + Math.floor((x + grid.x) / grid.cell);
      cells.r[at] = cells.r[at]! + frame.r[i]!;
      cells.g[at] = cells.g[at]! + frame.g[i]!;
      cells.b[at] = cells.b[at]! + frame.b[i]!;
      counts[at] = counts[at]! + 1;
    }
  }
  for (const plane of [cells.r, cells.g, cells.b])
    for (let at = 0; at < counts.length; at++) plane[at] = plane[at]! / Math.max(1, counts[at]!);
  return cells;
}

/** Ordered dithering: the order in which a 4 by 4 field of cells takes the brighter neighboring color. */
const DITHER = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5];

/**
 * Retro console look: big cells, few colors. The seed determines grid, palette and dither. Passes refine grid
 * and palette.
 */
export const pixelate: Filter = function* (frame, { passes, push, unit, random }) {
  const { width, height } = frame;
  const wanted = random.between(9.5, 14) * unit * (0.25 + 0.75 * push) * (2 - settled(passes));
  const cell = Math.max(2, Math.round(wanted));
  const x = random.int(cell);
  const y = random.int(cell);
  const grid = {
    cell,
    x,
    y,
    columns: Math.floor((width - 1 + x) / cell) + 1,
    rows: Math.floor((height - 1 + y) / cell) + 1,
  };
  const cells = cellMeans(frame, grid);
  saturate(cells, 1.15 + 0.1 * push);
  applyCurves(cells, contrast(0.3));
  yield 0.2;
  const palette = seedPalette(
    cells,
    Math.round(random.between(20, 32) / Math.min(1.6, 0.6 + 0.4 * push)),
    random,
  );
  for (let pass = 1; pass <= passes; pass++) {
    refinePalette(palette, cells, 1, 0);
    yield 0.2 + (0.6 * pass) / passes;
  }
  const dither = random.between(0.03, 0.09);
  for (let row = 0, at = 0; row < grid.rows; row++) {
    for (let column = 0; column < grid.columns; column++, at++) {
      const lift = (DITHER[(row & 3) * 4 + (column & 3)]! / 15 - 0.5) * dither;
      const k = nearest(palette, cells.r[at]! + lift, cells.g[at]! + lift, cells.b[at]! + lift) * 3;
      cells.r[at] = palette[k]!;
      cells.g[at] = palette[k + 1]!;
      cells.b[at] = palette[k + 2]!;
    }
  }
  const bevel = cell >= 6 ? random.between(0, 0.05) : 0;
  for (let py = 0, i = 0; py < height; py++) {
    const inRow = (py + y) % cell;
    const row = Math.floor((py + y) / cell) * grid.columns;
    for (let px = 0; px < width; px++, i++) {
      const inColumn = (px + x) % cell;
      const at = row + (px + x - inColumn) / cell;
      const lit =
        inRow === 0 || inColumn === 0 ? bevel : inRow === cell - 1 || inColumn === cell - 1 ? -bevel : 0;
      frame.r[i] = clamp01(cells.r[at]! + lit);
      frame.g[i] = clamp01(cells.g[at]! + lit);
      frame.b[i] = clamp01(cells.b[at]! + lit);
    }
  }
};
