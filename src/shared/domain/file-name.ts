import { SPELLINGS } from './image.ts';

/** Longest file name, in bytes of UTF-8: 255 everywhere, less room for a mark such as ` (12)` and for a temporary ending. */
export const FILE_NAME_BYTES_MAX = 230;
/** Names that mean a device on Windows, whatever their extension. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=\.|$)/i;
/** What one system or another takes in no name; control characters, half signs and signs that turn the reading direction too. */
const FORBIDDEN = /[<>:"/\\|?*\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * A file name that every system takes, from any text; `extension` without its dot, or empty. Never empty, never hidden, at most
 * `FILE_NAME_BYTES_MAX` bytes; what does not fit is cut off before the extension.
 */
export function safeFileName(text: string, extension: string): string {
  const ending = extension === '' ? '' : `.${extension}`;
  const clean = trimmed(text.normalize('NFC').replace(FORBIDDEN, '_'));
  const named = clean === '' ? 'picture' : clean.replace(DEVICE, '$1_');
  return `${trimmed(fitting(named, FILE_NAME_BYTES_MAX - utf8Bytes(ending)))}${ending}`;
}

/** Windows drops dots and spaces at the end; a dot in front hides a file. */
function trimmed(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(/^[\s.]+|[\s.]+$/gu, '');
}

/** As much of the beginning as takes so many bytes; no sign is cut in two. */
function fitting(text: string, bytes: number): string {
  let size = 0;
  let kept = '';
  for (const sign of text) {
    size += utf8Bytes(sign);
    if (size > bytes) break;
    kept += sign;
  }
  return kept;
}

/** How many bytes a text takes in UTF-8. */
export function utf8Bytes(text: string): number {
  let size = 0;
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0;
    size += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return size;
}

/**
 * Extensions of pictures that Reseed does not read. Whatever else stands behind a dot is a part of the name: `2024.05.12`, `shoot.001`.
 */
const OTHER_ENDINGS =
  'jp2 j2k jpf svg svgz ico psd psb xcf tga exr hdr crw nrw srf sr2 rwl pef srw 3fr erf iiq kdc mrw x3f raw'.split(
    ' ',
  );
const PICTURE_ENDINGS = [...SPELLINGS.flat(), ...OTHER_ENDINGS].join('|');
const PICTURE_ENDING = new RegExp(`(?<=.)\\.(?:${PICTURE_ENDINGS})$`, 'i');
const WRITTEN_ENDING = new RegExp(`(?<=.)\\.(?:${PICTURE_ENDINGS}|json|csv)$`, 'i');

/** The ending of a picture's file name with its dot, as it is spelled; empty when the name has none. */
export function pictureEnding(name: string): string {
  return PICTURE_ENDING.exec(name)?.[0] ?? '';
}

/** A picture's file name without its ending. */
export function withoutEnding(name: string): string {
  return name.replace(PICTURE_ENDING, '');
}

/** Whether two extensions, without dots, mean the same format. */
export function isSameFormat(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  return a === b || SPELLINGS.some((format) => format.includes(a) && format.includes(b));
}

/** The extension of a name as it is spelled there, such as `JPEG`, where it fits what is wanted; else what is wanted. */
export function extensionLike(name: string, wanted: string): string {
  const given = pictureEnding(name).slice(1);
  return isSameFormat(given, wanted) ? given : wanted;
}

/** As file systems compare that do not mind case and how accents are written. */
export function fileNameKey(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** `name` for 1, then `name (2)`, `name (3)` … */
export function numberedName(name: string, count: number): string {
  if (count === 1) return name;
  const base = name.replace(WRITTEN_ENDING, '');
  return `${base} (${count})${name.slice(base.length)}`;
}

/** A name with its ending kept and its beginning cut, so that it takes at most so many bytes. */
export function shorterName(name: string, bytes: number): string {
  if (utf8Bytes(name) <= bytes) return name;
  const ending = WRITTEN_ENDING.exec(name)?.[0] ?? '';
  const base = name.slice(0, name.length - ending.length);
  return `${trimmed(fitting(base, bytes - utf8Bytes(ending)))}${ending}`;
}
