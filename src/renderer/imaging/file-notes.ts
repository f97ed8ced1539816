import type { ImageMime } from '@shared/domain/image.ts';
import type { PictureNote } from '@shared/domain/picture-note.ts';
import { readHeifHeader } from './foreign/heif/header.ts';
import { isHdr, profileOf as profileOfCodes } from './foreign/light.ts';
import { wideSpaceOf } from './icc-primaries.ts';
import { isFrame } from './jpeg-header.ts';
import { jpegSegments } from './jpeg-segments.ts';
import { chunksOf, HEADER_DATA } from './png-chunks.ts';
import { profileNotes } from './profile-notes.ts';
import { profileOf } from './wide-profile.ts';

/** Segments of a JPEG with XMP and EXIF, or with the profile. */
const APP1 = 0xe1;
const APP2 = 0xe2;
/** Bytes of a segment that are searched for the sign of a gain map. */
const SEARCHED_BYTES = 65_536;
/** Signs of the gain maps of Adobe and Google, and of ISO 21496-1. */
const GAIN_MAPS = ['hdrgm:Version', 'urn:iso:std:iso:ts:21496:-1'];

/**
 * Returns what the decoded pixels lack of a file in a browser format, from its headers. The readers of other
 * formats return their own notes. Never rejects: a header that isn't understood has no note.
 */
export async function fileNotes(
  bytes: Uint8Array<ArrayBuffer>,
  mime: ImageMime,
): Promise<readonly PictureNote[]> {
  try {
    if (mime === 'image/avif') return avifNotes(bytes);
    const profile = await profileOf(bytes, mime).catch(() => null);
    if (mime === 'image/png') return pngNotes(bytes, profile);
    return [...(mime === 'image/jpeg' ? jpegNotes(bytes) : []), ...lossNotes(profile, profile)];
  } catch {
    return [];
  }
}

/**
 * Returns the note of a file's colors, unless they are kept: a file with a profile of Display P3 is finished in it, and
 * shown as it is.
 */
function lossNotes(colors: Uint8Array | null, profile: Uint8Array | null): PictureNote[] {
  const isKept = profile !== null && wideSpaceOf(profile) === 'display-p3';
  return profileNotes(colors).filter(
    (note) => !isKept || note.code !== 'wide-gamut' || note.space !== 'display-p3',
  );
}

function pngNotes(bytes: Uint8Array<ArrayBuffer>, profile: Uint8Array | null): PictureNote[] {
  const notes: PictureNote[] = [];
  let colors = profile;
  for (const { type, data } of chunksOf(bytes)) {
    if (type === 'IDAT') break;
    if (type === 'IHDR' && data[HEADER_DATA.depth] === 16) notes.push({ code: 'bit-depth', bits: 16 });
    if (type !== 'cICP') continue;
    const codes = { primaries: data[0] ?? 0, transfer: data[1] ?? 0 };
    if (isHdr(codes)) notes.push({ code: 'hdr' });
    // The chunk takes precedence over a profile, which is for programs that don't know it.
    colors = profileOfCodes(codes);
  }
  return [...notes, ...lossNotes(colors, profile)];
}

function jpegNotes(bytes: Uint8Array<ArrayBuffer>): PictureNote[] {
  const notes: PictureNote[] = [];
  const found = { cmyk: false, profile: false, gainMap: false };
  for (const { marker, data } of jpegSegments(bytes)) {
    // The number of channels follows the precision and the size.
    if (isFrame(marker)) found.cmyk ||= data[5] === 4;
    else if (marker === APP1 || marker === APP2) {
      const text = new TextDecoder('latin1').decode(data.subarray(0, SEARCHED_BYTES));
      found.profile ||= text.startsWith('ICC_PROFILE\0');
      found.gainMap ||= GAIN_MAPS.some((sign) => text.includes(sign));
    }
  }
  if (found.cmyk) notes.push({ code: 'cmyk', byProfile: found.profile });
  if (found.gainMap) notes.push({ code: 'hdr' });
  return notes;
}

function avifNotes(bytes: Uint8Array<ArrayBuffer>): PictureNote[] {
  const { bits, icc, nclx, hasGainMap } = readHeifHeader(bytes);
  return [
    ...(bits > 8 ? [{ code: 'bit-depth', bits } as const] : []),
    ...(hasGainMap || (nclx && isHdr(nclx)) ? [{ code: 'hdr' } as const] : []),
    ...profileNotes(icc ?? (nclx && profileOfCodes(nclx))),
  ];
}
