/** A place in a picture, or a way in it, in its pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}
