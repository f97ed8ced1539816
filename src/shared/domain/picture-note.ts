import { z } from 'zod';

/**
 * What a picture, as it is shown and edited, lacks of the file it was read from. Kept with the bytes as data; the sentence is made
 * where it is shown.
 */
export const PictureNote = z.discriminatedUnion('code', [
  /** It is the preview that the camera put beside its sensor data, of this upright size, not the developed picture. */
  z.strictObject({
    code: z.literal('embedded-preview'),
    width: z.int().positive(),
    height: z.int().positive(),
  }),
  /** The file has more bits a channel than the 8 that are shown. */
  z.strictObject({ code: z.literal('bit-depth'), bits: z.int().min(9).max(64) }),
  /** The file has several pictures, of which the first is shown. */
  z.strictObject({ code: z.literal('pages'), count: z.int().min(2) }),
  /** The file moves; its first frame is shown. */
  z.strictObject({ code: z.literal('animation') }),
  /** The file has layers; the flattened picture is shown. */
  z.strictObject({ code: z.literal('layers') }),
  /** The file holds brighter light than a screen of standard range shows. */
  z.strictObject({ code: z.literal('hdr') }),
  /** The file is in printing inks; `byProfile` tells whether its own color profile turned them into light. */
  z.strictObject({ code: z.literal('cmyk'), byProfile: z.boolean() }),
]);
export type PictureNote = z.infer<typeof PictureNote>;
