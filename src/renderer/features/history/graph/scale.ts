import type { Size } from '@shared/geometry.ts';

/** How large a node is drawn, in CSS pixels. The zoom is the height of a row. */
export interface Cell {
  /** Edge of the thumbnail. */
  readonly thumb: number;
  /** Width of the words beside it; 0 when there is no room for any. */
  readonly words: number;
  /** Distance of two columns and of two rows. */
  readonly column: number;
  readonly row: number;
}

/** What there is room for: a dot, a thumbnail, or a thumbnail with words. */
export type Detail = 'dots' | 'thumbs' | 'cards';

export const ROW_MIN = 8;
export const ROW_MAX = 112;
/** Room around the graph, in CSS pixels. */
export const MARGIN = 12;
/** A thumbnail that is lower than this cannot be made out. */
const THUMBS_FROM = 22;
/** From the first to the second height of a row, the words unfold. */
const WORDS_FROM = 50;
const WORDS_WHOLE = 62;
const WORDS = 150;
/** Words narrower than this are not worth reading. */
const WORDS_MIN = 90;

/** The sizes at a zoom; they change without a jump, so that what is under the pointer stays there. */
export function cellOf(row: number): Cell {
  const height = clamp(row, ROW_MIN, ROW_MAX);
  const thumb = Math.round(height * (height < THUMBS_FROM ? 0.5 : 0.84));
  const unfolded = clamp((height - WORDS_FROM) / (WORDS_WHOLE - WORDS_FROM), 0, 1);
  const words = Math.round(unfolded * WORDS + Math.max(0, height - WORDS_WHOLE) * 1.5);
  const gap = clamp(Math.round(height * 0.55), 8, 40);
  return { thumb, words, column: thumb + words + gap, row: height };
}

/** What is drawn at a zoom when so many nodes are in sight. */
export function detailOf({ words, row }: Cell, inSight: number, most: number): Detail {
  if (row < THUMBS_FROM || inSight > most) return 'dots';
  return words < WORDS_MIN ? 'thumbs' : 'cards';
}

/** The largest zoom, up to `usual`, at which so many columns and rows go into a view. */
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
