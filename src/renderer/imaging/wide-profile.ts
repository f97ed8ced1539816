import type { ImageMime } from '@shared/domain/image.ts';
import { hasPrimaries, PRIMARIES } from './icc-primaries.ts';
import { jpegSegments } from './jpeg-segments.ts';
import { pngProfile } from './png-profile.ts';
import { webpChunks } from './webp-chunks.ts';

const APP2 = 0xe2;
const JPEG_MARK = 'ICC_PROFILE\0';

/** Returns the color profile of a Display P3 picture, or null. */
export async function displayP3Profile(
  bytes: Uint8Array<ArrayBuffer>,
  mime: ImageMime,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const profile = await profileOf(bytes, mime).catch(() => null);
  return profile && hasPrimaries(profile, PRIMARIES['display-p3']) ? new Uint8Array(profile) : null;
}

/** Returns the color profile of a file in a browser format, or null. */
export async function profileOf(bytes: Uint8Array<ArrayBuffer>, mime: ImageMime): Promise<Uint8Array | null> {
  if (mime === 'image/jpeg') return jpegProfile(bytes);
  if (mime === 'image/webp') return webpProfile(bytes);
  return mime === 'image/png' ? pngProfile(bytes) : null;
}

/** A single segment: profiles by matrix have about half a kilobyte. */
function jpegProfile(bytes: Uint8Array<ArrayBuffer>): Uint8Array | null {
  for (const { marker, data } of jpegSegments(bytes))
    if (marker === APP2 && String.fromCharCode(...data.subarray(0, JPEG_MARK.length)) === JPEG_MARK)
      return data[JPEG_MARK.length + 1] === 1 ? data.subarray(JPEG_MARK.length + 2) : null;
  return null;
}

function webpProfile(bytes: Uint8Array<ArrayBuffer>): Uint8Array | null {
  for (const { type, data } of webpChunks(bytes)) if (type === 'ICCP') return data;
  return null;
}
