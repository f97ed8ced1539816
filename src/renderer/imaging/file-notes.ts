import type { ImageMime } from '@shared/domain/image.ts';
import type { PictureNote } from '@shared/domain/picture-note.ts';
import { readHeifHeader } from './foreign/heif/header.ts';
import { isHdr, profileOf as profileOfCodes } from './foreign/light.ts';
import { isFrame } from './jpeg-header.ts';
import { jpegSegments } from './jpeg-segments.ts';
import { chunksOf, HEADER_DATA } from './png-chunks.ts';
import { profileNotes } from './profile-notes.ts';
import { profileOf } from './wide-profile.ts';

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
    if (mime === 'image/png') return [...pngNotes(bytes), ...(await wideNotes(bytes, mime))];
    if (mime === 'image/jpeg') return [...jpegNotes(bytes), ...(await wideNotes(bytes, mime))];
    if (mime === 'image/webp') return await wideNotes(bytes, mime);
    return mime === 'image/avif' ? avifNotes(bytes) : [];
  } catch {
    return [];
  }
}

/** Display P3 is not lost: these files are finished in it, and shown as they are. */
async function wideNotes(bytes: Uint8Array<ArrayBuffer>, mime: ImageMime): Promise<PictureNote[]> {
  const notes = profileNotes(await profileOf(bytes, mime));
  return notes.filter((note) => note.code !== 'wide-gamut' || note.space !== 'display-p3');
}

function pngNotes(bytes: Uint8Array<ArrayBuffer>): PictureNote[] {
  const notes: PictureNote[] = [];
  for (const { type, data } of chunksOf(bytes)) {
    if (type === 'IDAT') break;
    if (type === 'IHDR' && data[HEADER_DATA.depth] === 16) notes.push({ code: 'bit-depth', bits: 16 });
    if (type !== 'cICP') continue;
    const codes = { primaries: data[0] ?? 0, transfer: data[1] ?? 0 };
    if (isHdr(codes)) notes.push({ code: 'hdr' });
    notes.push(...profileNotes(profileOfCodes(codes)));
  }
  return notes;
}

function jpegNotes(bytes: Uint8Array<ArrayBuffer>): PictureNote[] {
  const [notes, found] = [[] as PictureNote[], { cmyk: false, profile: false, gainMap: false }];
  for (const { marker, data } of jpegSegments(bytes)) {
    // The number of channels follows the precision and the size.
    if (isFrame(marker)) found.cmyk ||= data[5] === 4;
    else if (marker >= 0xe1 && marker <= 0xe2) {
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
