import { type ImageMime, isForeign } from '@shared/domain/image.ts';
import type { PictureNote } from '@shared/domain/picture-note.ts';
import type { Size } from '@shared/geometry.ts';
import { foreignFormat } from './foreign/index.ts';
import { shadesByProfile } from './gray-profile.ts';
import { decodeWithoutEnd } from './jpeg-end.ts';
import { Refusal } from './refusal.ts';
import { repaint } from './repaint.ts';
import { turnApart } from './stored-turn.ts';
import { upright } from './upright.ts';

/** A decoded picture, upright, in sRGB. `close` it: its memory is not the collector's. */
export interface Picture {
  readonly image: ImageBitmap;
  /** Size of `image`, which may be smaller than the picture. */
  readonly size: Size;
  /** Upright size of the picture. */
  readonly full: Size;
  /** What it lacks of its file. */
  readonly notes?: readonly PictureNote[];
  close(): void;
}

/** Decodes every pixel of the picture. */
export async function decodeWhole(bytes: Uint8Array<ArrayBuffer>, mime: ImageMime): Promise<Picture> {
  try {
    if (isForeign(mime)) {
      const { image, notes } = await (await foreignFormat(mime)).decode(bytes);
      return { ...pictureOf(image), notes };
    }
    const { orientation, file } = turnApart(bytes, mime);
    const image = upright(await createImageBitmap(file), orientation);
    const shades = mime === 'image/png' ? await shadesByProfile(bytes) : null;
    return pictureOf(shades ? repaint(image, shades) : image);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const mended = mime === 'image/jpeg' ? await decodeWithoutEnd(bytes).catch(() => null) : null;
    if (mended) return pictureOf(mended);
    throw new Refusal('picture-damaged', String(error));
  }
}

function pictureOf(image: ImageBitmap, full?: Size): Picture {
  const size = { width: image.width, height: image.height };
  return { image, size, full: full ?? size, close: () => image.close() };
}

/**
 * Decodes the picture, to no more than is needed for a copy whose longest edge is `edge` pixels: a large JPEG is
 * shrunk while it is decoded, which takes a tenth of the memory. The whole file is read all the same.
 */
export async function decodeFor(
  edge: number,
  bytes: Uint8Array<ArrayBuffer>,
  mime: ImageMime,
  stored: Size,
): Promise<Picture> {
  const small = mime === 'image/jpeg' ? await decodeShrunk(edge, bytes, mime, stored) : null;
  return small ?? decodeWhole(bytes, mime);
}

const EIGHTHS = 8;
const RGB_FORMATS: readonly (string | null)[] = ['RGBA', 'RGBX', 'BGRA', 'BGRX'];

/** Null when this picture must be decoded the slow way. */
async function decodeShrunk(
  edge: number,
  bytes: Uint8Array<ArrayBuffer>,
  mime: ImageMime,
  stored: Size,
): Promise<Picture | null> {
  const eighths = Math.ceil((EIGHTHS * edge) / Math.max(stored.width, stored.height));
  if (eighths >= EIGHTHS) return null;
  const decoder = new ImageDecoder({
    data: bytes,
    type: mime,
    desiredWidth: Math.ceil((stored.width * eighths) / EIGHTHS),
    desiredHeight: Math.ceil((stored.height * eighths) / EIGHTHS),
  });
  try {
    const { image: frame } = await decoder.decode({ frameIndex: 0, completeFramesOnly: true });
    try {
      const full = uprightSize(stored, { width: frame.displayWidth, height: frame.displayHeight });
      // YUV frames with a colour profile are drawn black by Chromium 130; shrunk frames are RGB, already in sRGB.
      if (!full || !RGB_FORMATS.includes(frame.format)) return null;
      // A frame drawn on a canvas leaves a copy in shared memory that nobody frees soon; a bitmap does not.
      return pictureOf(await createImageBitmap(frame), full);
    } finally {
      frame.close();
    }
  } catch {
    // Damaged, or only more than this decoder can do: the other one decides.
    return null;
  } finally {
    decoder.close();
  }
}

/** The stored size turned as the decoded copy was; null when the copy is square and does not tell. */
function uprightSize(stored: Size, decoded: Size): Size | null {
  if (stored.width === stored.height) return stored;
  if (decoded.width === decoded.height) return null;
  const turned = stored.width > stored.height !== decoded.width > decoded.height;
  return turned ? { width: stored.height, height: stored.width } : stored;
}
