import type { Box } from '@shared/geometry.ts';
import type { Pixel } from '../probe.ts';

/** A picture by its address on this page's own origin. */
export type PictureUrl = string;

/** A picture and the part of it that is compared, in its pixels. */
export interface PicturePart {
  readonly url: PictureUrl;
  readonly part: Box;
}

/** A pixel of a picture, to be read. */
export interface Spot {
  readonly url: PictureUrl;
  /** Null outside the picture. */
  readonly pixel: Pixel | null;
  /** Pixels across that a view shows around it, an odd number; 0 for the colour alone. */
  readonly span: number;
}

/** What the page tells the worker: of a canvas to draw on, and that it is gone. */
export type SurfaceMessage =
  | { readonly kind: 'surface'; readonly surface: number; readonly canvas: OffscreenCanvas }
  | { readonly kind: 'surface-gone'; readonly surface: number };

/** What the page asks of the worker. One answer each, with the same `id`. */
export type PixelQuestion =
  | {
      readonly kind: 'difference';
      readonly id: number;
      /** The canvas the map is drawn on. */
      readonly surface: number;
      readonly before: PicturePart;
      readonly after: PicturePart;
      readonly gain: number;
      readonly threshold: number;
    }
  | {
      readonly kind: 'look';
      readonly id: number;
      readonly spots: readonly Spot[];
      /** How wide a view is drawn, in device pixels. */
      readonly side: number;
    };

/** sRGB and alpha, each 0 to 255. */
export type Rgba = readonly [number, number, number, number];

export interface DifferenceAnswer {
  /** Share of the map's pixels above the threshold, 0 to 1. */
  readonly share: number;
}

export interface Look {
  /** Null outside the picture, or when it is too large to be held. */
  readonly colour: Rgba | null;
  readonly view: ImageBitmap | null;
  /** The picture would not fit beside the others. */
  readonly tooLarge: boolean;
}

export type PixelAnswer =
  | ({ readonly kind: 'difference'; readonly id: number } & DifferenceAnswer)
  | { readonly kind: 'look'; readonly id: number; readonly looks: readonly Look[] }
  | { readonly kind: 'failed'; readonly id: number; readonly reason: string };
