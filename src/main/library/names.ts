import { basename } from 'node:path';
import { pictureEnding, withoutEnding } from '@shared/domain/file-name.ts';
import { EXTENSIONS, type ImageMime } from '@shared/domain/image.ts';

/** Maximum length of a stored name in UTF-16 units: a hundred records must fit into one message. */
const NAME_MAX = 200;

/** Cleans a file name for the library: no folder, no control characters, composed Unicode, at most 200 units. */
export function cleanName(name: string): string {
  const last = basename(name.replaceAll('\\', '/'));
  const clean = last
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu, '')
    .trim();
  if (clean === '') return 'untitled';
  if (clean.length <= NAME_MAX) return clean;
  const extension = pictureEnding(clean);
  return clean.slice(0, NAME_MAX - extension.length).replace(/\p{Cs}/gu, '') + extension;
}

/** Maximum length of a sort key in UTF-16 units. Names that differ only beyond it are ordered by time. */
const KEY_MAX = 80;

/**
 * Returns a name's sort key: without case and accents, and with numbers by value, so that `IMG_9` comes
 * before `IMG_10`. Keys are compared bytewise.
 */
export function nameKey(name: string): string {
  const folded = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return folded.replace(/\d+/g, numberKey).slice(0, KEY_MAX);
}

/** Prefixes digits with their count, so that a longer number sorts as larger. */
function numberKey(digits: string): string {
  const value = digits.replace(/^0+(?=\d)/, '');
  const length = value.length;
  return (length < 9 ? String(length) : `9${String.fromCharCode(48 + Math.min(length - 9, 70))}`) + value;
}

/** Returns the comparison key of a tag, collection or saved search: ignores case and outer spaces. */
export function labelKey(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

/** Suffix added by `resultName`, `finishedName` and `mergedName`. */
const EDIT_MARK = / \((edit \d+(, \d+)?(, finished( \d+)?)?|merged( \d+)?)\)$/;

/**
 * Returns the name of an edit's result: the source's name with the edit's number, so that results have unique
 * names. `chelsea.png` becomes `chelsea (edit 12).webp`; edited again, `chelsea (edit 15).webp`. `ordinal` is
 * the result's index in its run.
 */
export function resultName(sourceName: string, editId: number, mime: ImageMime, ordinal = 0): string {
  const base = withoutEnding(sourceName).replace(EDIT_MARK, '');
  const mark = ordinal === 0 ? `edit ${editId}` : `edit ${editId}, ${ordinal + 1}`;
  return cleanName(`${base.slice(0, NAME_MAX - 40)} (${mark}).${EXTENSIONS[mime]}`);
}

/**
 * Returns the name of a finished image, based on its raw result. `chelsea (edit 12).webp` becomes `chelsea
 * (edit 12, finished).png`, and the next one `chelsea (edit 12, finished 2).png`. `place` is its index among
 * the finished images of the result.
 */
export function finishedName(rawName: string, mime: ImageMime, place: number): string {
  const base = withoutEnding(rawName);
  const mark = place === 0 ? 'finished' : `finished ${place + 1}`;
  const marked = base.endsWith(')') ? `${base.slice(0, -1)}, ${mark})` : `${base} (${mark})`;
  return cleanName(`${marked}.${EXTENSIONS[mime]}`);
}

/** The name of a merged picture: `chelsea.png` becomes `chelsea (merged).png`, then `chelsea (merged 2).png`. `place` counts from 0. */
export function mergedName(rootName: string, mime: ImageMime, place: number): string {
  const mark = place === 0 ? 'merged' : `merged ${place + 1}`;
  return cleanName(`${withoutEnding(rootName).slice(0, NAME_MAX - 40)} (${mark}).${EXTENSIONS[mime]}`);
}
