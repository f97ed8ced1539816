/** Lengths are pixels: of a picture, or CSS pixels where the user of the type says so. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A position, or a distance to one. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** An upright rectangle; `x` and `y` are its top left corner. */
export interface Box extends Point, Size {}
