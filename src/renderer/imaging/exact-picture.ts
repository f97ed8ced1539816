import type { ImageMime } from '@shared/domain/image.ts';
import type { PictureNote } from '@shared/domain/picture-note.ts';
import type { Size } from '@shared/geometry.ts';
import { decodeWhole } from './decode.ts';
import { fileNotes } from './file-notes.ts';
import type { RgbaRows } from './finish/rows.ts';
import { shadesByProfile } from './gray-profile.ts';
import { isOpaque, rowsOfImage } from './image-rows.ts';
import type { OpenPicture } from './open.ts';
import { pictureOf } from './picture.ts';
import { COLOR_TYPE, chunksOf, HEADER_DATA } from './png-chunks.ts';
import { turnApart } from './stored-turn.ts';
import { upright } from './upright.ts';
import { displayP3Profile } from './wide-profile.ts';

/**
 * A picture whose pixels must be preserved exactly: in Display P3 if its file is, and including the colors of
 * semitransparent pixels, which a canvas rounds. Everything else is in sRGB.
 */
export interface ExactPicture {
  readonly full: Size;
  readonly space: 'srgb' | 'display-p3';
  /** The profile of a Display P3 file, otherwise null. */
  readonly profile: Uint8Array<ArrayBuffer> | null;
  readonly isOpaque: boolean;
  /** What these pixels lack of the file. */
  readonly notes: readonly PictureNote[];
  readonly rows: RgbaRows;
  /** Source of `rows`, or null if they are in memory. */
  readonly image: ImageBitmap | null;
  /** Frees its memory. */
  close(): void;
}

/**
 * Decodes a picture. `look` receives it as a bitmap, in values of `space`, before it is closed. Its result is
 * `seen`. Without `wide` it is converted to sRGB, to match pictures that are.
 */
export async function decodeExactly<T>(
  { bytes, mime }: OpenPicture,
  look: (image: ImageBitmap, space: ExactPicture['space']) => Promise<T>,
  { wide: mayBeWide = true } = {},
): Promise<ExactPicture & { readonly seen: T }> {
  const profile = mayBeWide ? await displayP3Profile(bytes, mime) : null;
  const wide = profile && (await decodeUnconverted(bytes, mime).catch(() => null));
  const decoded = wide ? pictureOf(wide) : await decodeWhole(bytes, mime);
  const { image } = decoded;
  try {
    const space = wide ? 'display-p3' : 'srgb';
    const full = { width: image.width, height: image.height };
    const notes = [...(decoded.notes ?? []), ...(await fileNotes(bytes, mime))];
    const seen = await look(image, space);
    const common = { full, space, profile: wide ? profile : null, notes, seen } as const;
    const drawn = rowsOfImage(image);
    const close = () => {
      drawn.release();
      image.close();
    };
    if (mime === 'image/jpeg' || isOpaquePng(bytes, mime) || isOpaque(drawn))
      return { ...common, isOpaque: true, rows: drawn, image, close };
    const stored = await storedRows(bytes, mime, full, wide !== null).catch(() => null);
    if (!stored) return { ...common, isOpaque: false, rows: drawn, image, close };
    close();
    return { ...common, isOpaque: false, rows: stored, image: null, close: () => {} };
  } catch (error) {
    image.close();
    throw error;
  }
}

/** Whether a PNG's header says that it has no transparency. False for any other file. */
function isOpaquePng(bytes: Uint8Array<ArrayBuffer>, mime: ImageMime): boolean {
  if (mime !== 'image/png') return false;
  const [header, ...chunks] = chunksOf(bytes);
  const colorType = header?.data[HEADER_DATA.color];
  if (colorType !== COLOR_TYPE.gray && colorType !== COLOR_TYPE.rgb) return false;
  // A chunk may name one color that is transparent.
  return chunks.every(({ type }) => type !== 'tRNS');
}

/** Decodes a file's raw values without color conversion. */
async function decodeUnconverted(bytes: Uint8Array<ArrayBuffer>, mime: ImageMime): Promise<ImageBitmap> {
  const { orientation, file } = turnApart(bytes, mime);
  return upright(await createImageBitmap(file, { colorSpaceConversion: 'none' }), orientation);
}

/**
 * Returns the pixels of a PNG or WebP as stored, or null if that isn't possible: a canvas multiplies colors
 * by alpha, which destroys most of them at low alpha. `anyColors`: also if the file isn't in sRGB.
 */
async function storedRows(
  bytes: Uint8Array<ArrayBuffer>,
  mime: ImageMime,
  { width, height }: Size,
  anyColors: boolean,
): Promise<RgbaRows | null> {
  if (mime !== 'image/png' && mime !== 'image/webp') return null;
  if (turnApart(bytes, mime).orientation !== 1) return null;
  if (mime === 'image/png' && (await shadesByProfile(bytes))) return null;
  const decoder = new ImageDecoder({ data: bytes, type: mime });
  try {
    const { image: frame } = await decoder.decode({ frameIndex: 0, completeFramesOnly: true });
    try {
      const { format, colorSpace, visibleRect } = frame;
      const isSrgb = colorSpace.primaries === 'bt709' && colorSpace.transfer === 'iec61966-2-1';
      const isWhole = visibleRect?.width === width && visibleRect.height === height;
      if ((format !== 'BGRA' && format !== 'RGBA') || !isWhole || !(isSrgb || anyColors)) return null;
      const data = new Uint8ClampedArray(width * height * 4);
      await frame.copyTo(data, { layout: [{ offset: 0, stride: width * 4 }] });
      if (format === 'BGRA') swapRedAndBlue(data);
      return {
        width,
        height,
        rows: (top, count) => data.subarray(top * width * 4, (top + count) * width * 4),
      };
    } finally {
      frame.close();
    }
  } finally {
    decoder.close();
  }
}

function swapRedAndBlue(data: Uint8ClampedArray<ArrayBuffer>): void {
  const words = new Uint32Array(data.buffer);
  for (const [at, word] of words.entries())
    words[at] = (word & 0xff_00_ff_00) | ((word & 0xff) << 16) | ((word >>> 16) & 0xff);
}
