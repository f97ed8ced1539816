import type { BrowserMime } from '@shared/domain/image.ts';
import { HEIF } from 'image-size/types/heif';
import { PNG } from 'image-size/types/png';
import { WEBP } from 'image-size/types/webp';
import { readBmpSize } from './bmp-header.ts';
import { readGifSize } from './gif-header.ts';
import { readJpegSize } from './jpeg-header.ts';

/** Size in pixels as stored, before rotation. */
export interface StoredSize {
  readonly width: number;
  readonly height: number;
}

/** Reads the declared size of a file without decoding it. Throws if it doesn't match its type. */
export function readStoredSize(bytes: Uint8Array, mime: BrowserMime): StoredSize {
  const size = sizeOf(bytes, mime);
  if (!(size.width > 0 && size.height > 0)) throw new Error('The header gives no size.');
  return size;
}

// Uses the library's parsers individually: its own detection would try every format on an invalid file.
function sizeOf(bytes: Uint8Array, mime: BrowserMime): StoredSize {
  if (mime === 'image/jpeg') return readJpegSize(bytes);
  if (mime === 'image/gif') return readGifSize(bytes);
  if (mime === 'image/bmp') return readBmpSize(bytes);
  if (mime === 'image/avif') {
    // Not `validate`: it doesn't know the brand of AVIF animations.
    const { width, height, images = [] } = HEIF.calculate(bytes);
    return [...images, { width, height }].reduce((a, b) => (a.width * a.height > b.width * b.height ? a : b));
  }
  const format = { 'image/png': PNG, 'image/webp': WEBP }[mime];
  if (!format.validate(bytes)) throw new Error(`Not ${mime}.`);
  return format.calculate(bytes);
}
