import type { ImageMime } from '@shared/domain/image.ts';
import { pngProfile } from './png-profile.ts';

const APP2 = 0xe2;
const START_OF_SCAN = 0xda;
const JPEG_MARK = 'ICC_PROFILE\0';
const HEADER_BYTES = 128;
/** XYZ of Display P3's red, green and blue under D50, as in its profiles. */
const PRIMARIES = {
  rXYZ: [0.5151, 0.2412, -0.0011],
  gXYZ: [0.292, 0.6922, 0.0419],
  bXYZ: [0.1571, 0.0666, 0.7841],
} as const;
const TOLERANCE = 0.003;

/** Returns the color profile of a Display P3 picture, or null. */
export async function displayP3Profile(
  bytes: Uint8Array<ArrayBuffer>,
  mime: ImageMime,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const profile = await profileOf(bytes, mime).catch(() => null);
  return profile && hasPrimaries(profile) ? new Uint8Array(profile) : null;
}

async function profileOf(bytes: Uint8Array<ArrayBuffer>, mime: ImageMime): Promise<Uint8Array | null> {
  if (mime === 'image/jpeg') return jpegProfile(bytes);
  if (mime === 'image/webp') return webpProfile(bytes);
  return mime === 'image/png' ? pngProfile(bytes) : null;
}

/** A single segment: Display P3 profiles have half a kilobyte. */
function jpegProfile(bytes: Uint8Array): Uint8Array | null {
  for (let at = 2; bytes[at] === 0xff && bytes[at + 1] !== START_OF_SCAN; ) {
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    const data = bytes.subarray(at + 4, at + 2 + length);
    if (bytes[at + 1] === APP2 && textAt(data, 0, JPEG_MARK.length) === JPEG_MARK)
      return data[JPEG_MARK.length + 1] === 1 ? data.subarray(JPEG_MARK.length + 2) : null;
    at += 2 + Math.max(2, length);
  }
  return null;
}

function webpProfile(bytes: Uint8Array): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 12; at + 8 <= bytes.length; ) {
    const length = view.getUint32(at + 4, true);
    if (textAt(bytes, at, 4) === 'ICCP') return bytes.subarray(at + 8, at + 8 + length);
    at += 8 + length + (length & 1);
  }
  return null;
}

function hasPrimaries(profile: Uint8Array): boolean {
  const view = new DataView(profile.buffer, profile.byteOffset, profile.byteLength);
  if (profile.length < HEADER_BYTES + 4 || textAt(profile, 16, 4) !== 'RGB ') return false;
  const tags = new Map<string, number>();
  for (let i = 0; i < view.getUint32(HEADER_BYTES); i++) {
    const entry = HEADER_BYTES + 4 + 12 * i;
    if (entry + 12 > profile.length) return false;
    tags.set(textAt(profile, entry, 4), view.getUint32(entry + 4));
  }
  return Object.entries(PRIMARIES).every(([tag, wanted]) => {
    const at = tags.get(tag);
    if (at === undefined || at + 20 > profile.length) return false;
    return wanted.every((value, i) => Math.abs(view.getInt32(at + 8 + 4 * i) / 65_536 - value) <= TOLERANCE);
  });
}

function textAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}
