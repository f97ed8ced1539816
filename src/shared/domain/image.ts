import { z } from 'zod';
import { PictureNote } from './picture-note.ts';

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * Image formats Reseed reads, by content type. Every list of formats, extensions and names is derived from
 * this table.
 */
const FORMATS = {
  'image/jpeg': { name: 'JPEG', reader: 'browser', extensions: ['jpg', 'jpeg'], spellings: ['jpe', 'jfif'] },
  'image/png': { name: 'PNG', reader: 'browser', extensions: ['png'], spellings: ['apng'] },
  'image/webp': { name: 'WebP', reader: 'browser', extensions: ['webp'], spellings: [] },
  'image/avif': { name: 'AVIF', reader: 'browser', extensions: ['avif'], spellings: ['avifs'] },
  'image/gif': { name: 'GIF', reader: 'browser', extensions: ['gif'], spellings: [] },
  'image/bmp': { name: 'BMP', reader: 'browser', extensions: ['bmp'], spellings: ['dib'] },
  'image/heic': { name: 'HEIC', reader: 'heif', extensions: ['heic'], spellings: ['heif', 'hif'] },
  'image/heif': { name: 'HEIF', reader: 'heif', extensions: ['heif', 'hif'], spellings: ['heic'] },
  'image/tiff': { name: 'TIFF', reader: 'tiff', extensions: ['tif', 'tiff'], spellings: [] },
  'image/jxl': { name: 'JPEG XL', reader: 'jxl', extensions: ['jxl'], spellings: [] },
  'image/x-canon-cr2': { name: 'CR2', reader: 'raw', extensions: ['cr2'], spellings: [] },
  'image/x-canon-cr3': { name: 'CR3', reader: 'raw', extensions: ['cr3'], spellings: [] },
  'image/x-nikon-nef': { name: 'NEF', reader: 'raw', extensions: ['nef'], spellings: [] },
  'image/x-sony-arw': { name: 'ARW', reader: 'raw', extensions: ['arw'], spellings: [] },
  'image/x-adobe-dng': { name: 'DNG', reader: 'raw', extensions: ['dng'], spellings: [] },
  'image/x-fujifilm-raf': { name: 'RAF', reader: 'raw', extensions: ['raf'], spellings: [] },
  'image/x-olympus-orf': { name: 'ORF', reader: 'raw', extensions: ['orf'], spellings: [] },
  'image/x-panasonic-rw2': { name: 'RW2', reader: 'raw', extensions: ['rw2'], spellings: [] },
} as const satisfies Readonly<Record<string, ImageFormat>>;

interface ImageFormat {
  /** The name of the format, the same in every language. */
  readonly name: string;
  /**
   * The decoder: the browser's, or one of the imaging window's. `raw` reads the JPEG that the camera
   * embedded.
   */
  readonly reader: 'browser' | 'heif' | 'tiff' | 'jxl' | 'raw';
  /** Extensions (without the dot) for file dialogs. Reseed writes the first one. */
  readonly extensions: readonly [string, ...string[]];
  /** Other extensions of such files. */
  readonly spellings: readonly string[];
}

export type ImageMime = keyof typeof FORMATS;
type Reader<M extends ImageMime> = (typeof FORMATS)[M]['reader'];
type MimeReadBy<R> = { [M in ImageMime]: Reader<M> extends R ? M : never }[ImageMime];

/** Formats that the browser shows directly. */
export type BrowserMime = MimeReadBy<'browser'>;
/** Formats that only the imaging window reads, with its own decoders. Elsewhere a display copy is shown. */
export type ForeignMime = Exclude<ImageMime, BrowserMime>;
/** Decoders of the imaging window. */
export type ForeignReader = Reader<ForeignMime>;
/** Containers of a camera's sensor data. Reseed shows the embedded JPEG and says so. */
export type RawMime = MimeReadBy<'raw'>;

/** Every content type Reseed reads, in the order of the table. */
const MIMES = Object.keys(FORMATS) as ImageMime[];

export const ImageMime = z.enum(MIMES);

/** Returns the table's row of a format. */
export function formatOf(mime: ImageMime): ImageFormat {
  return FORMATS[mime];
}

/** Returns the decoder of the imaging window that reads a format. */
export function foreignReaderOf(mime: ForeignMime): ForeignReader {
  return FORMATS[mime].reader;
}

/** Whether the browser can't show the format, so that a display copy is shown instead. */
export function isForeign(mime: ImageMime): mime is ForeignMime {
  return FORMATS[mime].reader !== 'browser';
}

/** Whether the format is a camera's raw file. */
export function isRaw(mime: ImageMime): mime is RawMime {
  return FORMATS[mime].reader === 'raw';
}

/** Extension (without the dot) that Reseed writes for a format. */
export const EXTENSIONS = Object.fromEntries(
  MIMES.map((mime) => [mime, FORMATS[mime].extensions[0]]),
) as Readonly<Record<ImageMime, string>>;

/** All extensions (without the dot) in file dialogs. */
export const ALL_EXTENSIONS: readonly string[] = MIMES.flatMap((mime) => [...FORMATS[mime].extensions]);

/** Extensions per format. Reseed writes the first of each row. */
export const SPELLINGS: readonly (readonly string[])[] = MIMES.map((mime) => [
  ...FORMATS[mime].extensions,
  ...FORMATS[mime].spellings,
]);

/** The formats that the imaging window writes. */
export const EncodedMime = z.enum(['image/png', 'image/jpeg', 'image/webp'] as const satisfies ImageMime[]);
export type EncodedMime = z.infer<typeof EncodedMime>;

/**
 * Maximum size in bytes of a file imported by path: raw files of 100 megapixels, and TIFFs of 85 with 16 bits
 * per channel. The imaging window holds one such file at a time. Uploads are encoded separately and have
 * their own limit.
 */
export const MAX_FILE_BYTES = 512 * 1024 * 1024;
/** Maximum size of bytes without a file: pasted, dragged from another program, or downloaded. */
export const MAX_STREAM_BYTES = 50 * 1024 * 1024;
/** Maximum number of pixels of a decoded image. */
export const MAX_PIXELS = 100_000_000;
/** Longest edge of the two thumbnail sizes, in pixels. */
export const THUMB_SIZES = [256, 1024] as const;
export type ThumbSize = (typeof THUMB_SIZES)[number];
export type ThumbMime = 'image/jpeg' | 'image/webp';

/**
 * Format of a picture's thumbnails. A JPEG has no transparency to preserve, and encoding its thumbnails as WebP would
 * take ten times as long: more than decoding a photograph.
 */
export function thumbMime(mime: ImageMime): ThumbMime {
  return mime === 'image/jpeg' ? 'image/jpeg' : 'image/webp';
}

/**
 * An image in the library. Its bytes never change. Width and height are those of the upright image, in
 * pixels.
 */
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
  /** The edit that made it; null for an imported or a merged picture. */
  editId: z.int().positive().nullable(),
  /** The picture its edit started from, or the left one of a merge; null for an imported picture. */
  parentId: z.int().positive().nullable(),
  /** The imported image at the root of its tree, or its own id. */
  rootId: z.int().positive(),
  deletedAt: z.number().nullable(),
  /** The raw result a finished image was made from. Absent for all others. */
  finishOf: z.int().positive().optional(),
  /** The two pictures that a merged picture was made of, left and right. Left out for all others. */
  mergeOf: z.tuple([z.int().positive(), z.int().positive()]).optional(),
  /** What the displayed image lacks of its file, if anything. */
  notes: z.array(PictureNote).optional(),
  /** Permanently deleted: only the history still lists it, without an image. Absent for all others. */
  purged: z.literal(true).optional(),
});
export type ImageRecord = z.infer<typeof ImageRecord>;
