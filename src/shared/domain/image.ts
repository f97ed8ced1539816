import { z } from 'zod';
import { PictureNote } from './picture-note.ts';

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Formats that the browser shows by itself. */
export const BrowserMime = z.enum([
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/avif',
  'image/gif',
  'image/bmp',
]);
export type BrowserMime = z.infer<typeof BrowserMime>;

/** Containers of a camera's sensor data. Reseed shows the JPEG that the camera put into them, and says so. */
export const RawMime = z.enum([
  'image/x-canon-cr2',
  'image/x-canon-cr3',
  'image/x-nikon-nef',
  'image/x-sony-arw',
  'image/x-adobe-dng',
  'image/x-fujifilm-raf',
  'image/x-olympus-orf',
  'image/x-panasonic-rw2',
]);
export type RawMime = z.infer<typeof RawMime>;

/** Formats that only the imaging window reads, with decoders of its own; everything else sees a display copy. */
export const ForeignMime = z.enum([
  'image/heic',
  'image/heif',
  'image/tiff',
  'image/jxl',
  ...RawMime.options,
]);
export type ForeignMime = z.infer<typeof ForeignMime>;

/** The picture formats Reseed reads, by content type. */
export const ImageMime = z.enum([...BrowserMime.options, ...ForeignMime.options]);
export type ImageMime = z.infer<typeof ImageMime>;

/** Returns whether the browser cannot show the format, so that a display copy is shown in its place. */
export function isForeign(mime: ImageMime): mime is ForeignMime {
  return ForeignMime.safeParse(mime).success;
}

export const EXTENSIONS: Readonly<Record<ImageMime, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/gif': 'gif',
  'image/bmp': 'bmp',
  'image/heic': 'heic',
  'image/heif': 'heif',
  'image/tiff': 'tif',
  'image/jxl': 'jxl',
  'image/x-canon-cr2': 'cr2',
  'image/x-canon-cr3': 'cr3',
  'image/x-nikon-nef': 'nef',
  'image/x-sony-arw': 'arw',
  'image/x-adobe-dng': 'dng',
  'image/x-fujifilm-raf': 'raf',
  'image/x-olympus-orf': 'orf',
  'image/x-panasonic-rw2': 'rw2',
};

/** Other extensions that files of a format are known by. */
const ALSO: Readonly<Partial<Record<ImageMime, readonly string[]>>> = {
  'image/jpeg': ['jpeg'],
  'image/tiff': ['tiff'],
  'image/heif': ['hif'],
};

/** Every extension that files of the formats have, without the dot. */
export const ALL_EXTENSIONS: readonly string[] = ImageMime.options.flatMap((mime) => [
  EXTENSIONS[mime],
  ...(ALSO[mime] ?? []),
]);

/** Largest file that is taken in, in bytes: the upload limit of the API. */
export const MAX_FILE_BYTES = 50 * 1024 * 1024;
/** Largest picture that is decoded, in pixels. */
export const MAX_PIXELS = 100_000_000;
/** Longest edge of the two thumbnail sizes, in pixels. */
export const THUMB_SIZES = [256, 1024] as const;
export type ThumbSize = (typeof THUMB_SIZES)[number];

/** A picture in the library. Its bytes never change. Width and height are those of the upright picture, in pixels. */
export const ImageRecord = z.strictObject({
  id: z.int().positive(),
  sha256: Sha256,
  name: z.string(),
  origin: z.enum(['import', 'result']),
  mime: ImageMime,
  bytes: z.int().nonnegative(),
  width: z.int().positive(),
  height: z.int().positive(),
  /** Milliseconds since 1970. */
  createdAt: z.number(),
  /** The edit that made it; null for an imported picture. */
  editId: z.int().positive().nullable(),
  /** The picture its edit started from; null for an imported picture. */
  parentId: z.int().positive().nullable(),
  /** The imported picture at the root of its tree; itself for an imported picture. */
  rootId: z.int().positive(),
  deletedAt: z.number().nullable(),
  /** What the shown picture lacks of its file. Left out when nothing. */
  notes: z.array(PictureNote).optional(),
  /** Deleted for good: only the history knows it still, and cannot show it. Left out for all others. */
  purged: z.literal(true).optional(),
});
export type ImageRecord = z.infer<typeof ImageRecord>;
