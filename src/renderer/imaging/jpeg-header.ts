import type { Size } from '@shared/geometry.ts';

const START_OF_IMAGE = 0xd8;
const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;

/** Frame headers: C0 to CF, except three markers with another meaning. */
export function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Markers without a length. */
export function isBare(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
}

/**
 * Reads the size in a JPEG's frame header. It walks the segments like libjpeg, which skips stray bytes up to
 * the next marker. A reader that gets lost there (such as image-size) can be given a small size for a
 * decompression bomb.
 */
export function readJpegSize(bytes: Uint8Array): Size {
  if (bytes[0] !== 0xff || bytes[1] !== START_OF_IMAGE) throw new Error('Not a JPEG.');
  const word = (at: number) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  let at = 2;
  while (at < bytes.length) {
    at = bytes.indexOf(0xff, at);
    if (at < 0) break;
    const marker = bytes[at + 1];
    if (marker === 0xff) at += 1;
    else if (marker === 0) at += 2;
    else if (marker === undefined || marker === START_OF_SCAN || marker === END_OF_IMAGE) break;
    else if (isBare(marker)) at += 2;
    else if (isFrame(marker)) {
      if (at + 9 > bytes.length) break;
      return { height: word(at + 5), width: word(at + 7) };
    } else at += 2 + word(at + 2);
  }
  throw new Error('No frame header.');
}
