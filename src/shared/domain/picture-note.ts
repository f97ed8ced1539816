import { z } from 'zod';

/** Color spaces with more colors than sRGB. */
export const WideSpace = z.enum(['adobe-rgb', 'display-p3', 'prophoto', 'rec-2020', 'other']);
export type WideSpace = z.infer<typeof WideSpace>;

/**
 * What the displayed and edited image lacks of its file. Stored as data with the bytes; the text is created
 * on display.
 */
export const PictureNote = z.discriminatedUnion('code', [
  /** The preview that the camera embedded, of this upright size, instead of the developed image. */
  z.strictObject({
    code: z.literal('embedded-preview'),
    width: z.int().positive(),
    height: z.int().positive(),
  }),
  /** The file has more bits per channel than the 8 displayed. */
  z.strictObject({ code: z.literal('bit-depth'), bits: z.int().min(9).max(64) }),
  /** The file has several images. The first is displayed. */
  z.strictObject({ code: z.literal('pages'), count: z.int().min(2) }),
  /** The file is animated. The first frame is displayed. */
  z.strictObject({ code: z.literal('animation') }),
  /** The file has layers. The flattened image is displayed. */
  z.strictObject({ code: z.literal('layers') }),
  /** The file has a higher dynamic range than a standard display shows. */
  z.strictObject({ code: z.literal('hdr') }),
  /** The file is in CMYK. `byProfile` tells whether its own color profile converted it. */
  z.strictObject({ code: z.literal('cmyk'), byProfile: z.boolean() }),
  /** The file has more colors than sRGB, to which they were converted. */
  z.strictObject({ code: z.literal('wide-gamut'), space: WideSpace }),
]);
export type PictureNote = z.infer<typeof PictureNote>;
