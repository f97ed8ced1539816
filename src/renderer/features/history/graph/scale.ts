import type { Size } from '@shared/geometry.ts';

/** Size of a node in CSS pixels. The zoom is the row height. */
export interface Cell {
  /** Edge of the thumbnail. */
  readonly thumb: number;
  /** Width of the text next to it, or 0 if there is no room. */
  readonly words: number;
  /** Spacing of columns and rows. */
  readonly column: number;
  readonly row: number;
}

/** Level of detail: dots, thumbnails, or thumbnails with text. */
export type Detail = 'dots' | 'thumbs' | 'cards';

export const ROW_MIN = 8;
export const ROW_MAX = 112;
/** Margin around the graph, in CSS pixels. */
export const MARGIN = 12;
/** Minimum height of a recognizable thumbnail. */
const THUMBS_FROM = 22;
/** Between these row heights, the text grows to its full width. */
const WORDS_FROM = 50;
const WORDS_WHOLE = 62;
const WORDS = 150;
/** Minimum width of readable text. */
const WORDS_MIN = 90;

/** Returns the sizes at a zoom. They change continuously, so that the point under the pointer stays in place. */
export function cellOf(row: number): Cell {
  const height = clamp(row, ROW_MIN, ROW_MAX);
  const thumb = Math.round(height * (height < THUMBS_FROM ? 0.5 : 0.84));
  const unfolded = clamp((height - WORDS_FROM) / (WORDS_WHOLE - WORDS_FROM), 0, 1);
  const words = Math.round(unfolded * WORDS + Math.max(0, height - WORDS_WHOLE) * 1.5);
  const gap = clamp(Math.round(height * 0.55), 8, 40);
  return { thumb, words, column: thumb + words + gap, row: height };
}

/** Returns the level of detail at a zoom for this number of visible nodes. */
export function detailOf({ words, row }: Cell, inSight: number, most: number): Detail {
  if (row < THUMBS_FROM || inSight > most) return 'dots';
  return words < WORDS_MIN ? 'thumbs' : 'cards';
}

/** Returns the largest zoom, up to `usual`, at which these columns and rows fit into a view. */
export function zoomToFit(
  size: { readonly columns: number; readonly rows: number },
  view: Size,
  usual: number,
): number {
  const fits = (row: number) => {
    const cell = cellOf(row);
    return (
      size.columns * cell.column + 2 * MARGIN <= view.width &&
      size.rows * cell.row + 2 * MARGIN <= view.height
    );
  };
  for (let row = usual; row > ROW_MIN; row -= 1) if (fits(row)) return row;
  return ROW_MIN;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
