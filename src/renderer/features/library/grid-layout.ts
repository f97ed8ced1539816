export interface GridLayout {
  readonly columns: number;
  /** Width and height of a cell, in CSS pixels. */
  readonly cell: number;
}

/** As many columns of about `size` as fit, stretched so that they fill `width`. All in CSS pixels. */
export function gridLayout(width: number, size: number, gap: number): GridLayout {
  const columns = Math.max(1, Math.floor((width + gap) / (size + gap)));
  return { columns, cell: Math.max(1, Math.floor((width - gap * (columns - 1)) / columns)) };
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
