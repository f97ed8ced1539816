import { type ImageMime, isForeign } from '@shared/domain/image.ts';
import type { Size } from '@shared/geometry.ts';
import { DecodeError } from './decode-error.ts';
import { decodeNative } from './decode-native.ts';
import { foreignFormat } from './foreign/index.ts';
import { type Picture, pictureOf } from './picture.ts';

/** Fully decodes the picture. */
export async function decodeWhole(bytes: Uint8Array<ArrayBuffer>, mime: ImageMime): Promise<Picture> {
  if (!isForeign(mime)) return decodeNative(bytes, mime);
  try {
    const { image, notes } = await (await foreignFormat(mime)).decode(bytes);
    return { ...pictureOf(image), notes };
  } catch (error) {
    throw error instanceof DecodeError ? error : new DecodeError('picture-damaged', String(error));
  }
}

/**
 * Decodes the picture at a resolution sufficient for a copy with the longest edge `edge`: a large JPEG is
 * scaled while decoding, which takes a tenth of the memory. The whole file is read anyway.
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

/** Returns null if this picture must be fully decoded. */
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
      // Chromium 130 draws YUV frames with a color profile in black. Scaled frames are RGB, already in sRGB.
      if (!full || !RGB_FORMATS.includes(frame.format)) return null;
      // A frame drawn on a canvas leaves a copy in shared memory that is freed late. A bitmap doesn't.
      return pictureOf(await createImageBitmap(frame), full);
    } finally {
      frame.close();
    }
  } catch {
    // Damaged, or unsupported by this decoder: let the other one decide.
    return null;
  } finally {
    decoder.close();
  }
}

/** Returns the stored size, rotated like the decoded copy. Null if the copy is square, which doesn't tell. */
function uprightSize(stored: Size, decoded: Size): Size | null {
  if (stored.width === stored.height) return stored;
  if (decoded.width === decoded.height) return null;
  const turned = stored.width > stored.height !== decoded.width > decoded.height;
  return turned ? { width: stored.height, height: stored.width } : stored;
}
