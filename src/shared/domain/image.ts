import { z } from 'zod';

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** The picture formats Reseed reads, by content type. */
export const ImageMime = z.enum([
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/avif',
  'image/gif',
  'image/bmp',
]);
export type ImageMime = z.infer<typeof ImageMime>;

export const EXTENSIONS: Readonly<Record<ImageMime, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/gif': 'gif',
  'image/bmp': 'bmp',
};

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
  /** Deleted for good: only the history knows it still, and cannot show it. Left out for all others. */
  purged: z.literal(true).optional(),
});
export type ImageRecord = z.infer<typeof ImageRecord>;
