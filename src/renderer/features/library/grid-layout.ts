export interface GridLayout {
  readonly columns: number;
  /** Width and height of a cell, in CSS pixels. */
  readonly cell: number;
  /** Distance between the tops of two rows, in CSS pixels. */
  readonly pitch: number;
  /**
   * Empty cells before the first picture, so that pictures inserted above don't shift the visible ones
   * sideways.
   */
  readonly pad: number;
}

/** Returns as many columns of about `size` as fit, stretched to fill `width`. All in CSS pixels. */
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

/** Position of a cell. Negative or past the end for an empty one. */
export function positionOf(row: number, column: number, { columns, pad }: GridLayout): number {
  return row * columns + column - pad;
}

/** Returns the rows to scroll and the padding that keep everything in its column after positions have moved. */
export function followed(
  by: number,
  { columns, pad }: GridLayout,
): { readonly rows: number; readonly pad: number } {
  const next = (((pad - by) % columns) + columns) % columns;
  return { rows: (by + next - pad) / columns, pad: next };
}

/** Returns how far a key moves in a list with columns, or null for other keys. */
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
