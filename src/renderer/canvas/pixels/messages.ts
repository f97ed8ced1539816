import type { Box } from '@shared/geometry.ts';
import type { Pixel } from '../probe.ts';

/** Address of a picture on this page's origin. */
export type PictureUrl = string;

/** A picture and its compared part, in image pixels. */
export interface PicturePart {
  readonly url: PictureUrl;
  readonly part: Box;
}

/** A pixel to read. */
export interface PixelSpot {
  readonly url: PictureUrl;
  /** Null outside the picture. */
  readonly pixel: Pixel | null;
  /** Number of pixels across in the close-up around it, an odd number. 0 for the color alone. */
  readonly span: number;
}

/** Messages from the page about a canvas to draw on, and about its removal. */
export type SurfaceMessage =
  | { readonly kind: 'surface'; readonly surface: number; readonly canvas: OffscreenCanvas }
  | { readonly kind: 'surface-gone'; readonly surface: number };

/** Requests to the worker. Each gets one answer with the same `id`. */
export type PixelQuestion =
  | {
      readonly kind: 'difference';
      readonly id: number;
      /** The canvas for the map. */
      readonly surface: number;
      readonly before: PicturePart;
      readonly after: PicturePart;
      readonly gain: number;
      readonly threshold: number;
    }
  | {
      readonly kind: 'look';
      readonly id: number;
      readonly spots: readonly PixelSpot[];
      /** Width of a close-up, in device pixels. */
      readonly side: number;
    };

/** sRGB and alpha, each 0 to 255. */
export type Rgba = readonly [number, number, number, number];

export interface DifferenceAnswer {
  /** Share of the map's pixels above the threshold, 0 to 1. */
  readonly share: number;
}

export interface Look {
  /** Null outside the picture, or if the picture is too large to keep. */
  readonly color: Rgba | null;
  readonly view: ImageBitmap | null;
  /** The picture doesn't fit into memory together with the others. */
  readonly tooLarge: boolean;
}

export type PixelAnswer =
  | ({ readonly kind: 'difference'; readonly id: number } & DifferenceAnswer)
  | { readonly kind: 'look'; readonly id: number; readonly looks: readonly Look[] }
  | { readonly kind: 'failed'; readonly id: number; readonly reason: string };
