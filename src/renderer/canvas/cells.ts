import type { Box, Point, Size } from '@shared/geometry.ts';

/** How pictures beside each other share the frame: cells of one size, row by row. */
export interface Cells {
  readonly columns: number;
  readonly rows: number;
  readonly cell: Size;
}

/** So much larger must pictures be in more rows for these to be worth it: eyes go sideways more easily than up and down. */
const WORTH_A_ROW = 1.2;

/** The cells in which pictures of a stage's shape are seen large, in as few rows as do not cost much. */
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

/** Where the n-th cell lies in the frame. */
export function cellRect({ columns, cell }: Cells, place: number): Box {
  return { x: (place % columns) * cell.width, y: Math.floor(place / columns) * cell.height, ...cell };
}

/** The cell under a point of the frame, and the point in it. */
export function cellAt({ columns, rows, cell }: Cells, at: Point): { place: number; at: Point } {
  const column = Math.min(Math.max(Math.floor(at.x / cell.width), 0), columns - 1);
  const row = Math.min(Math.max(Math.floor(at.y / cell.height), 0), rows - 1);
  return {
    place: row * columns + column,
    at: { x: at.x - column * cell.width, y: at.y - row * cell.height },
  };
}
