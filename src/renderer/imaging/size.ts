/** In pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A part of a picture, in its pixels. */
export interface Box extends Size {
  readonly x: number;
  readonly y: number;
}
