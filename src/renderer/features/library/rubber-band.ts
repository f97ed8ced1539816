import { type GridLayout, positionOf } from './grid-layout.ts';

/** A rectangle over the grid from its start to the pointer: x in the grid, y in the content, in CSS pixels. */
export interface Band {
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
}

/** The cells touched by a band, inclusive. */
export interface Cells {
  readonly rows: readonly [number, number];
  readonly columns: readonly [number, number];
}

/** `padding`: distance of the first row and column from the grid's edge. */
export function cellsOf(band: Band, layout: GridLayout, padding: number): Cells | null {
  const { pitch, cell, columns } = layout;
  const touched = (from: number, to: number): [number, number] => {
    const [low, high] = from < to ? [from, to] : [to, from];
    // A band inside the gap touches neither neighbor.
    return [Math.ceil((low - padding - cell) / pitch), Math.floor((high - padding) / pitch)];
  };
  const [top, bottom] = touched(band.fromY, band.toY);
  const [left, right] = touched(band.fromX, band.toX);
  const rows: [number, number] = [Math.max(0, top), bottom];
  const across: [number, number] = [Math.max(0, left), Math.min(columns - 1, right)];
  return rows[0] > rows[1] || across[0] > across[1] ? null : { rows, columns: across };
}

export function isInCells(position: number, cells: Cells, { columns, pad }: GridLayout): boolean {
  const row = Math.floor((position + pad) / columns);
  const column = (position + pad) % columns;
  return (
    row >= cells.rows[0] && row <= cells.rows[1] && column >= cells.columns[0] && column <= cells.columns[1]
  );
}

/** Returns the cells as ranges of the list, as few as possible, in order. */
export function runsOf(cells: Cells, layout: GridLayout, total: number): [number, number][] {
  const runs: [number, number][] = [];
  for (let row = cells.rows[0]; row <= cells.rows[1]; row += 1) {
    const from = Math.max(0, positionOf(row, cells.columns[0], layout));
    const to = Math.min(total - 1, positionOf(row, cells.columns[1], layout));
    if (from > to) {
      if (from >= total) break;
      continue;
    }
    const last = runs.at(-1);
    if (last && last[1] + 1 === from) last[1] = to;
    else runs.push([from, to]);
  }
  return runs;
}

/** Auto-scroll speed near or beyond an edge, in CSS pixels per second. */
export function edgeSpeed(y: number, height: number): number {
  const reach = 32;
  const into = y < reach ? y - reach : y > height - reach ? y - (height - reach) : 0;
  return Math.sign(into) * Math.min(4000, Math.abs(into) * 16);
}
