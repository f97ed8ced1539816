import { basename } from 'node:path';
import { pictureEnding, withoutEnding } from '@shared/domain/file-name.ts';
import { EXTENSIONS, type ImageMime } from '@shared/domain/image.ts';

/** Longest name that is kept, in UTF-16 units: a hundred records must fit in one message. */
const NAME_MAX = 200;

/** A file name as the library keeps it: no folder, no control characters, composed Unicode, at most 200 units. */
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

/** Longest sort key, in UTF-16 units; names that differ only after it are in the order they came. */
const KEY_MAX = 80;

/**
 * A name as it is sorted: without case and accents, and with numbers by their value, so that `IMG_9` comes before `IMG_10`.
 * Keys are compared byte by byte.
 */
export function nameKey(name: string): string {
  const folded = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return folded.replace(/\d+/g, numberKey).slice(0, KEY_MAX);
}

/** The digits after their number, so that the longer number is the larger one. */
function numberKey(digits: string): string {
  const value = digits.replace(/^0+(?=\d)/, '');
  const length = value.length;
  return (length < 9 ? String(length) : `9${String.fromCharCode(48 + Math.min(length - 9, 70))}`) + value;
}

/** A tag, collection or saved search by its name as two of them are compared: case and outer spaces do not count. */
export function labelKey(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

/** What `resultName` and `finishedName` add to a name. */
const EDIT_MARK = / \(edit \d+(, \d+)?(, finished( \d+)?)?\)$/;

/**
 * The name of an edit's result: the source's, with the edit's number, so that every result has its own.
 * `chelsea.png` becomes `chelsea (edit 12).webp`; edited again, `chelsea (edit 15).webp`. `ordinal` counts a run's results from 0.
 */
export function resultName(sourceName: string, editId: number, mime: ImageMime, ordinal = 0): string {
  const base = withoutEnding(sourceName).replace(EDIT_MARK, '');
  const mark = ordinal === 0 ? `edit ${editId}` : `edit ${editId}, ${ordinal + 1}`;
  return cleanName(`${base.slice(0, NAME_MAX - 40)} (${mark}).${EXTENSIONS[mime]}`);
}

/**
 * The name of a finished picture: that of its raw result, marked. `chelsea (edit 12).webp` becomes `chelsea (edit 12, finished).png`,
 * and the next one `chelsea (edit 12, finished 2).png`. `place` counts the finished pictures of a result from 0.
 */
export function finishedName(rawName: string, mime: ImageMime, place: number): string {
  const base = withoutEnding(rawName);
  const mark = place === 0 ? 'finished' : `finished ${place + 1}`;
  const marked = base.endsWith(')') ? `${base.slice(0, -1)}, ${mark})` : `${base} (${mark})`;
  return cleanName(`${marked}.${EXTENSIONS[mime]}`);
}
