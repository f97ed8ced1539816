import type { Box, Point, Size } from '@shared/geometry.ts';

/** Layout of pictures side by side: cells of one size, row by row. */
export interface Cells {
  readonly columns: number;
  readonly rows: number;
  readonly cell: Size;
}

/** Factor by which pictures must be larger to justify another row: comparing horizontally is easier. */
const WORTH_A_ROW = 1.2;

/** Returns the cells that show pictures of the stage's shape largest, with as few rows as reasonable. */
export function cellsFor(frame: Size, count: number, stage: Size): Cells {
  let best: Cells = { columns: 1, rows: 1, cell: frame };
  let largest = 0;
  for (let columns = count; columns >= 1; columns--) {
    const rows = Math.ceil(count / columns);
    const cell = { width: frame.width / columns, height: frame.height / rows };
    const scale = Math.min(cell.width / stage.width, cell.height / stage.height);
    if (scale <= largest * WORTH_A_ROW) continue;
    largest = scale;
    best = { columns, rows, cell };
  }
  return best;
}

/** Returns the position of the n-th cell in the frame. */
export function cellRect({ columns, cell }: Cells, place: number): Box {
  return { x: (place % columns) * cell.width, y: Math.floor(place / columns) * cell.height, ...cell };
}

/** Returns the cell at a point of the frame, and the point relative to it. */
export function cellAt({ columns, rows, cell }: Cells, at: Point): { place: number; at: Point } {
  const column = Math.min(Math.max(Math.floor(at.x / cell.width), 0), columns - 1);
  const row = Math.min(Math.max(Math.floor(at.y / cell.height), 0), rows - 1);
  return {
    place: row * columns + column,
    at: { x: at.x - column * cell.width, y: at.y - row * cell.height },
  };
}
