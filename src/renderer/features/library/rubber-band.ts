import { type GridLayout, positionOf } from './grid-layout.ts';

/** A rectangle drawn over the grid, from where it began to where the pointer is: x in the grid, y in the content, in CSS pixels. */
export interface Band {
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
}

/** The cells that a band touches; null for none. Both ends included. */
export interface Cells {
  readonly rows: readonly [number, number];
  readonly columns: readonly [number, number];
}

/** How far from the top the first row begins, and how far from the left the first column: the grid's padding. */
export function cellsOf(band: Band, layout: GridLayout, padding: number): Cells | null {
  const { pitch, cell, columns } = layout;
  const touched = (from: number, to: number): [number, number] => {
    const [low, high] = from < to ? [from, to] : [to, from];
    // A band that lies in the gap touches neither neighbour.
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

/** The cells as stretches of the list, in order, as few as can be. */
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

/** How fast the grid scrolls by itself while the pointer is near or beyond an edge, in CSS pixels a second. */
export function edgeSpeed(y: number, height: number): number {
  const reach = 32;
  const into = y < reach ? y - reach : y > height - reach ? y - (height - reach) : 0;
  return Math.sign(into) * Math.min(4000, Math.abs(into) * 16);
}
