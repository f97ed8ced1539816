import type { ImageMime } from '@shared/domain/image.ts';
import { DecodeError } from './decode-error.ts';
import { shadesByProfile } from './gray-profile.ts';
import { decodeWithoutEnd } from './jpeg-end.ts';
import { type Picture, pictureOf } from './picture.ts';
import { repaint } from './repaint.ts';
import { turnApart } from './stored-turn.ts';
import { upright } from './upright.ts';

/** Fully decodes a picture in a browser format. */
export async function decodeNative(bytes: Uint8Array<ArrayBuffer>, mime: ImageMime): Promise<Picture> {
  try {
    const { orientation, file } = turnApart(bytes, mime);
    const image = upright(await createImageBitmap(file), orientation);
    const shades = mime === 'image/png' ? await shadesByProfile(bytes) : null;
    return pictureOf(shades ? repaint(image, shades) : image);
  } catch (error) {
    if (error instanceof DecodeError) throw error;
    const mended = mime === 'image/jpeg' ? await decodeWithoutEnd(bytes).catch(() => null) : null;
    if (mended) return pictureOf(mended);
    throw new DecodeError('picture-damaged', String(error));
  }
}
