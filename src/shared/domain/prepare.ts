import { z } from 'zod';
import type { Point, Size } from '../geometry.ts';
import { Sha256 } from './image.ts';

/** A part of the source, in its pixels: whole numbers, inside the picture. */
export const Region = z.strictObject({
  x: z.int().nonnegative(),
  y: z.int().nonnegative(),
  width: z.int().positive(),
  height: z.int().positive(),
});
export type Region = z.infer<typeof Region>;

/** What the pixels beyond the picture's edge are before the model paints them. */
export const PadFill = z.enum(['mirror', 'edge', 'flat']);
export type PadFill = z.infer<typeof PadFill>;

/** A ratio that the picture is extended to, on the sides that are too short, the picture in the middle. */
export const Pad = z.strictObject({
  /** Width and height of the ratio, such as 16 and 9. */
  ratio: z.tuple([z.int().min(1).max(100), z.int().min(1).max(100)]),
  fill: PadFill,
});
export type Pad = z.infer<typeof Pad>;

/**
 * What of the source leaves this machine, frozen with the edit. A mask is a gray PNG as large as the source, by the SHA-256 of its file.
 * A region and a pad exclude each other: a region is always inside the picture.
 */
export const Prepare = z
  .strictObject({
    /** The crop that leaves, with the context the model needs around what is to change. Null: the whole picture. */
    region: Region.nullable(),
    /** The mask of what is blotted out before it leaves (above 0), and comes back from the source afterwards. */
    protect: Sha256.nullable(),
    pad: Pad.nullable(),
  })
  .refine(({ region, pad }) => region === null || pad === null, { path: ['pad'] });
export type Prepare = z.infer<typeof Prepare>;

/** The whole picture, as it is: every edit of a library that knew nothing else. */
export const WHOLE_PICTURE: Prepare = { region: null, protect: null, pad: null };

/** Returns whether the whole picture leaves as it is. */
export function isWholePicture({ region, protect, pad }: Prepare): boolean {
  return region === null && protect === null && pad === null;
}

/** A picture extended to a ratio: its size, which is that of the finished picture, and where the source's corner lies in it. */
export function padded({ width, height }: Size, { ratio: [across, down] }: Pad): { size: Size; at: Point } {
  const size = {
    width: Math.max(width, Math.round((height * across) / down)),
    height: Math.max(height, Math.round((width * down) / across)),
  };
  return { size, at: middleOf({ width, height }, size) };
}

/** Where a picture's corner lies when it is in the middle of a larger one, in whole pixels. */
export function middleOf(picture: Size, larger: Size): Point {
  return {
    x: Math.floor((larger.width - picture.width) / 2),
    y: Math.floor((larger.height - picture.height) / 2),
  };
}
