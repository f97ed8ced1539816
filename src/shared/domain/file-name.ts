import { SPELLINGS } from './image.ts';

/**
 * Maximum length of a file name in UTF-8 bytes: 255 everywhere, minus space for a suffix such as ` (12)` and
 * a temporary extension.
 */
export const FILE_NAME_BYTES_MAX = 230;
/** Device names on Windows, with any extension. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=\.|$)/i;
/**
 * Characters that some system forbids in names, including control characters, lone surrogates and
 * bidirectional controls.
 */
const FORBIDDEN = /[<>:"/\\|?*\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Turns any text into a valid file name for every system. `extension` without its dot, or empty. The name is
 * never empty or hidden and has at most `FILE_NAME_BYTES_MAX` bytes. It is truncated before the extension.
 */
export function safeFileName(text: string, extension: string): string {
  const ending = extension === '' ? '' : `.${extension}`;
  const clean = trimmed(text.normalize('NFC').replace(FORBIDDEN, '_'));
  const named = clean === '' ? 'picture' : clean.replace(DEVICE, '$1_');
  return `${trimmed(fitting(named, FILE_NAME_BYTES_MAX - utf8Bytes(ending)))}${ending}`;
}

/** Windows drops trailing dots and spaces. A leading dot hides a file. */
function trimmed(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(/^[\s.]+|[\s.]+$/gu, '');
}

/** Returns the longest prefix that fits into `bytes`, without splitting a character. */
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

/** Returns the length of a text in UTF-8 bytes. */
export function utf8Bytes(text: string): number {
  let size = 0;
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0;
    size += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return size;
}

/**
 * Image extensions that Reseed doesn't read. Anything else after a dot is part of the name: `2024.05.12`,
 * `shoot.001`.
 */
const OTHER_ENDINGS =
  'jp2 j2k jpf svg svgz ico psd psb xcf tga exr hdr crw nrw srf sr2 rwl pef srw 3fr erf iiq kdc mrw x3f raw'.split(
    ' ',
  );
const PICTURE_ENDINGS = [...SPELLINGS.flat(), ...OTHER_ENDINGS].join('|');
const PICTURE_ENDING = new RegExp(`(?<=.)\\.(?:${PICTURE_ENDINGS})$`, 'i');
const WRITTEN_ENDING = new RegExp(`(?<=.)\\.(?:${PICTURE_ENDINGS}|json|csv)$`, 'i');

/** Returns the image extension of a file name with its dot, as spelled, or an empty string. */
export function pictureEnding(name: string): string {
  return PICTURE_ENDING.exec(name)?.[0] ?? '';
}

/** Returns an image's file name without its extension. */
export function withoutEnding(name: string): string {
  return name.replace(PICTURE_ENDING, '');
}

/** Whether two extensions (without dots) are of the same format. */
export function isSameFormat(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  return a === b || SPELLINGS.some((format) => format.includes(a) && format.includes(b));
}

/**
 * Returns the extension as spelled in the name, such as `JPEG`, if it matches the wanted format; otherwise
 * the wanted one.
 */
export function extensionLike(name: string, wanted: string): string {
  const given = pictureEnding(name).slice(1);
  return isSameFormat(given, wanted) ? given : wanted;
}

/** Comparison key of file systems that ignore case and Unicode composition. */
export function fileNameKey(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** Returns `name` for 1, then `name (2)`, `name (3)` … */
export function numberedName(name: string, count: number): string {
  if (count === 1) return name;
  const base = name.replace(WRITTEN_ENDING, '');
  return `${base} (${count})${name.slice(base.length)}`;
}

/** Shortens a name to at most `bytes` bytes and keeps its extension. */
export function shorterName(name: string, bytes: number): string {
  if (utf8Bytes(name) <= bytes) return name;
  const ending = WRITTEN_ENDING.exec(name)?.[0] ?? '';
  const base = name.slice(0, name.length - ending.length);
  return `${trimmed(fitting(base, bytes - utf8Bytes(ending)))}${ending}`;
}
