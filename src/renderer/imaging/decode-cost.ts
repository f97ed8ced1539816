import type { ImageMime } from '@shared/domain/image.ts';
import type { Size } from '@shared/geometry.ts';
import { lacksBmpPixels } from './bmp-header.ts';
import { DecodeError } from './decode-error.ts';
import { readScans } from './jpeg-scans.ts';

/** Pictures below this size are decoded whatever their file says, in pixels. */
const SMALL_PIXELS = 25_000_000;
/** Most pixels per byte of a file. The emptiest PNG has 8,256; only a false header, or a single color, has more. */
const PIXELS_PER_BYTE_MAX = 10_000;
/** Most work that the scans of a JPEG may make, in pixels; encoders write at most a dozen scans. */
const SCAN_PIXELS_MAX = 1_500_000_000;

/** Throws when decoding a picture would cost far more than its content is worth, before anything is allocated for it. */
export function refuseCostly(bytes: Uint8Array, mime: ImageMime, { width, height }: Size): void {
  const pixels = width * height;
  if (pixels > SMALL_PIXELS && pixels > bytes.length * PIXELS_PER_BYTE_MAX)
    throw new DecodeError('picture-damaged', `${width} x ${height} in ${bytes.length} bytes`);
  if (mime === 'image/bmp' && lacksBmpPixels(bytes, { width, height }))
    throw new DecodeError('picture-damaged', `${width} x ${height} in ${bytes.length} bytes`);
  if (mime !== 'image/jpeg') return;
  const { count } = readScans(bytes);
  if (count * pixels > SCAN_PIXELS_MAX)
    throw new DecodeError('picture-damaged', `${count} scans of ${width} x ${height}`);
}
