/** Lengths in pixels: of an image, or CSS pixels where noted. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A position or an offset. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** An axis-aligned rectangle. `x` and `y` are its top left corner. */
export interface Box extends Point, Size {}
