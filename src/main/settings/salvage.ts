import type { JsonContent } from './json-file.ts';

/*
 * Fields out of JSON that can no longer be parsed as a whole: cut off, overwritten in part, or with broken characters.
 */

/** All values that can still be read for a field, in the order they stand; none when it is gone. */
export type FieldReader = (name: string) => readonly unknown[];

/** Reads fields from the value of a whole file. */
export function fieldsOf(value: unknown): FieldReader {
  const found = isObject(value) ? value : {};
  return (name) => (Object.hasOwn(found, name) ? [found[name]] : []);
}

/** Reads fields from damaged text. A name inside a quoted text does not count: its quotes are escaped there. */
export function fieldsInText(text: string): FieldReader {
  return (name) =>
    [...text.matchAll(new RegExp(`(?<!\\\\)"${name}"\\s*:\\s*`, 'g'))].flatMap((found) => {
      const value = valueAt(text, found.index + found[0].length);
      return value === undefined ? [] : [value];
    });
}

/** The fields of a JSON file, damaged or not. */
export function fieldReader(content: JsonContent): FieldReader {
  if (content.state === 'damaged') return fieldsInText(content.text);
  return fieldsOf(content.state === 'whole' ? content.value : null);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Something has to follow, or the last digits may be missing. */
const SCALAR = /(?:"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*|true|false|null)(?=\s*[,}\]])/y;

/** The value that begins at a position; undefined when it is not whole. */
function valueAt(text: string, start: number): unknown {
  const opening = text[start];
  SCALAR.lastIndex = start;
  const end =
    opening === '{' || opening === '['
      ? endOfBrackets(text, start)
      : start + (SCALAR.exec(text)?.[0].length ?? 0);
  try {
    return JSON.parse(text.slice(start, end));
  } catch {
    return undefined;
  }
}

/** The position after the bracket that closes the one at `start`; `start` when there is none. */
function endOfBrackets(text: string, start: number): number {
  const part = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}]/g;
  part.lastIndex = start;
  let depth = 0;
  for (let found = part.exec(text); found; found = part.exec(text)) {
    if (/^[[{]/.test(found[0])) depth += 1;
    else if (/^[\]}]/.test(found[0])) depth -= 1;
    if (depth === 0) return part.lastIndex;
  }
  return start;
}
