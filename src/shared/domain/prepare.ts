import { z } from 'zod';
import type { Point, Size } from '../geometry.ts';
import { Sha256 } from './image.ts';

/** A part of the source in pixels: integers, inside the image. */
export const Region = z.strictObject({
  x: z.int().nonnegative(),
  y: z.int().nonnegative(),
  width: z.int().positive(),
  height: z.int().positive(),
});
export type Region = z.infer<typeof Region>;

/** Content of the pixels beyond the image's edge before the model paints them. */
export const PadFill = z.enum(['mirror', 'edge', 'flat']);
export type PadFill = z.infer<typeof PadFill>;

/** The aspect ratio the image is extended to on the short sides, with the image in the center. */
export const Pad = z.strictObject({
  /** Width and height of the ratio, such as 16 and 9. */
  ratio: z.tuple([z.int().min(1).max(100), z.int().min(1).max(100)]),
  fill: PadFill,
});
export type Pad = z.infer<typeof Pad>;

/**
 * What is sent of the source, stored with the edit. Masks are gray PNGs of the source's size, by SHA-256.
 * Region and pad exclude each other, because a region is always inside the image.
 */
export const Prepare = z
  .strictObject({
    /** The crop that is sent, including the context the model needs. Null: the whole image. */
    region: Region.nullable(),
    /** Mask of the area that is replaced before sending (above 0) and restored from the source afterwards. */
    protect: Sha256.nullable(),
    pad: Pad.nullable(),
  })
  .refine(({ region, pad }) => region === null || pad === null, { path: ['pad'] });
export type Prepare = z.infer<typeof Prepare>;

/** The whole image, unchanged. Applies to every edit of older libraries. */
export const WHOLE_PICTURE: Prepare = { region: null, protect: null, pad: null };

/** Whether the whole image is sent unchanged. */
export function isWholePicture({ region, protect, pad }: Prepare): boolean {
  return region === null && protect === null && pad === null;
}

/**
 * Returns the size of an image extended to a ratio, which is the size of the finished image, and the position
 * of the source's corner in it.
 */
export function padded({ width, height }: Size, { ratio: [across, down] }: Pad): { size: Size; at: Point } {
  const size = {
    width: Math.max(width, Math.round((height * across) / down)),
    height: Math.max(height, Math.round((width * down) / across)),
  };
  return { size, at: middleOf({ width, height }, size) };
}

/** Returns the corner of an image centered in a larger one, in whole pixels. */
export function middleOf(picture: Size, larger: Size): Point {
  return {
    x: Math.floor((larger.width - picture.width) / 2),
    y: Math.floor((larger.height - picture.height) / 2),
  };
}
