export interface GridLayout {
  readonly columns: number;
  /** Width and height of a cell, in CSS pixels. */
  readonly cell: number;
  /** From the top of a row to that of the next one, in CSS pixels. */
  readonly pitch: number;
  /** Empty cells before the first picture: pictures that came before those in sight did not push them sideways. */
  readonly pad: number;
}

/** As many columns of about `size` as fit, stretched so that they fill `width`. All in CSS pixels. */
export function gridLayout(width: number, size: number, gap: number, pad = 0): GridLayout {
  const columns = Math.max(1, Math.floor((width + gap) / (size + gap)));
  const cell = Math.max(1, Math.floor((width - gap * (columns - 1)) / columns));
  return { columns, cell, pitch: cell + gap, pad: pad % columns };
}

export function rowOf(position: number, { columns, pad }: GridLayout): number {
  return Math.floor((position + pad) / columns);
}

export function rowsOf(total: number, { columns, pad }: GridLayout): number {
  return total === 0 ? 0 : Math.ceil((total + pad) / columns);
}

/** The position of a cell; below 0 or past the end for one that is empty. */
export function positionOf(row: number, column: number, { columns, pad }: GridLayout): number {
  return row * columns + column - pad;
}

/** By how many rows, and with which padding, everything stays in its column when positions have moved by so many. */
export function followed(
  by: number,
  { columns, pad }: GridLayout,
): { readonly rows: number; readonly pad: number } {
  const next = (((pad - by) % columns) + columns) % columns;
  return { rows: (by + next - pad) / columns, pad: next };
}

/** How far a key moves in a list laid out in columns; null when the key does not move. */
export function keyMove(key: string, columns: number, rowsInView: number): number | null {
  switch (key) {
    case 'ArrowLeft':
      return -1;
    case 'ArrowRight':
      return 1;
    case 'ArrowUp':
      return -columns;
    case 'ArrowDown':
      return columns;
    case 'PageUp':
      return -columns * Math.max(1, rowsInView);
    case 'PageDown':
      return columns * Math.max(1, rowsInView);
    case 'Home':
      return Number.NEGATIVE_INFINITY;
    case 'End':
      return Number.POSITIVE_INFINITY;
    default:
      return null;
  }
}
