import { z } from 'zod';
import type { JsonContent } from './json-file.ts';

/* Reads fields from JSON that can't be parsed as a whole: truncated, partly overwritten, or with invalid
   characters. */

/** The fields of a JSON object, whatever their values. */
export const JsonObject = z.record(z.string(), z.unknown());

/** Returns all readable values of a field in file order, or none. */
export type FieldReader = (name: string) => readonly unknown[];

/** Reads fields from a parsed file. */
export function fieldsOf(value: unknown): FieldReader {
  const found = JsonObject.safeParse(value).data ?? {};
  return (name) => (Object.hasOwn(found, name) ? [found[name]] : []);
}

/** Reads fields from damaged text. Names inside a string value don't match, because their quotes are escaped. */
export function fieldsInText(text: string): FieldReader {
  return (name) =>
    [...text.matchAll(new RegExp(`(?<!\\\\)"${name}"\\s*:\\s*`, 'g'))].flatMap((found) => {
      const value = valueAt(text, found.index + found[0].length);
      return value === undefined ? [] : [value];
    });
}

/** Reads the fields of a JSON file, damaged or not. */
export function fieldReader(content: JsonContent): FieldReader {
  if (content.state === 'damaged') return fieldsInText(content.text);
  return fieldsOf(content.state === 'whole' ? content.value : null);
}

/** A following delimiter is required, since the last digits may be missing. */
const SCALAR = /(?:"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*|true|false|null)(?=\s*[,}\]])/y;

/** Returns the value at a position, or undefined if it is incomplete. */
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

/** Returns the position after the bracket that closes the one at `start`, or `start` if there is none. */
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
