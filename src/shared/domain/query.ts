import { startOfDate } from '../local-day.ts';
import { engineCatalog } from './engine-catalog.ts';
import { WorkState } from './library-query.ts';
import type { EngineId, ModelId } from './model.ts';
import { VerdictKind } from './verdict.ts';

/** Terms of a search. All must hold. `not`: it must not. */
export type SearchTerm = { readonly not: boolean } & (
  | {
      readonly kind: 'word';
      readonly text: string;
      /** Where it must occur. Null: in the name, the prompt, the seed or a tag. */
      readonly field: 'name' | 'prompt' | 'seed' | null;
      /** The last word, which may still be incomplete: also matches as a prefix. */
      readonly beginning: boolean;
    }
  | { readonly kind: 'tag' | 'in'; readonly name: string; readonly beginning: boolean }
  | { readonly kind: 'rating'; readonly min: number; readonly max: number }
  /** `from` (inclusive) and `to` (exclusive) are milliseconds since 1970. Days are local. */
  | { readonly kind: 'date'; readonly from: number; readonly to: number }
  | { readonly kind: 'is'; readonly value: IsValue }
  | { readonly kind: 'engine'; readonly value: EngineId }
  | { readonly kind: 'model'; readonly value: ModelId }
  | { readonly kind: 'verdict'; readonly value: VerdictKind }
  | { readonly kind: 'state'; readonly value: WorkState }
);
export type WordTerm = Extract<SearchTerm, { kind: 'word' }>;

export const IS_VALUES = ['favorite', 'original', 'result', 'edited', 'rated', 'tagged'] as const;
export type IsValue = (typeof IS_VALUES)[number];

/** Field names before a colon, for completion. */
export const SEARCH_FIELDS = [
  'seed',
  'name',
  'prompt',
  'tag',
  'in',
  'rating',
  'is',
  'engine',
  'model',
  'verdict',
  'state',
  'date',
] as const;
type Field = (typeof SEARCH_FIELDS)[number];

/** Maximum number of terms used. */
const TERMS_MAX = 24;
/** An optional minus, an optional field, then a phrase in quotes or a word. */
const ITEM = new RegExp(`(-?)(?:(${SEARCH_FIELDS.join('|')}):)?(?:"([^"]*)"?|([^\\s"]+))`, 'giu');
/** A field without a value is still being typed. */
const OPEN_FIELD = new RegExp(`^(${SEARCH_FIELDS.join('|')}):[<>=]*$`, 'iu');
/** Symbols that are meaningful on their own, such as 🌸, ★ and ©. A flag has two. */
export const PICTURE_SIGN = /[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\p{So}]/u;
const HAS_TOKEN = new RegExp(`[\\p{L}\\p{N}]|${PICTURE_SIGN.source}`, 'u');
/** Incomplete input that matches nothing yet. */
const BARELY_BEGUN = /^[-"\s]*$/;

/**
 * Parses a search. All words must occur, the last one as a prefix; `"exact words"` in that order; `-` before
 * a term excludes; `seed:42 tag:shop rating:>=3 is:favorite engine:practice date:2026-03 in:"An album"`.
 * Invalid terms are searched as words. Punctuation next to words is ignored. On its own it finds nothing.
 */
export function parseSearch(search: string): SearchTerm[] {
  const items = [...search.replace(/\p{Cc}/gu, ' ').matchAll(ITEM)]
    .map(([, minus, field, phrase, word]) => ({
      not: minus === '-',
      field: (field?.toLowerCase() ?? null) as Field | null,
      exact: phrase !== undefined,
      text: phrase ?? word ?? '',
    }))
    .filter((item) => HAS_TOKEN.test(item.text) && (item.exact || !isOpen(item)))
    .slice(0, TERMS_MAX);
  if (items.length === 0 && !isBarelyBegun(search)) return [NOTHING];
  return items.map((item, index) => termOf(item, index === items.length - 1 && !item.exact));
}

/** A word that occurs in no text. */
const NOTHING: WordTerm = { kind: 'word', not: false, field: null, text: '', beginning: false };

function isBarelyBegun(search: string): boolean {
  const words = search
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .split(/\s+/);
  return words.every((word) => BARELY_BEGUN.test(word) || OPEN_FIELD.test(word.replace(/^-/, '')));
}

interface Item {
  readonly not: boolean;
  readonly field: Field | null;
  readonly exact: boolean;
  readonly text: string;
}

function isOpen({ field, text }: Item): boolean {
  return OPEN_FIELD.test(field === null ? text : `${field}:${text}`);
}

function termOf(item: Item, last: boolean): SearchTerm {
  const { not, field, text } = item;
  const word = (at: WordTerm['field'], words: string): SearchTerm => ({
    kind: 'word',
    not,
    field: at,
    text: words,
    // Don't exclude a prefix while it is being typed. A seed is a whole number.
    beginning: last && !not && at !== 'seed',
  });
  if (field === null) return word(null, text);
  if (field === 'seed' || field === 'name' || field === 'prompt') return word(field, text);
  if (field === 'tag' || field === 'in') return { kind: field, not, name: text, beginning: last };
  return valueTerm(field, not, text) ?? word(null, `${field} ${text}`);
}

type ValueField = Exclude<Field, 'seed' | 'name' | 'prompt' | 'tag' | 'in'>;

/** Returns null for an invalid value of this field. */
function valueTerm(field: ValueField, not: boolean, text: string): SearchTerm | null {
  switch (field) {
    case 'rating': {
      const range = ratingRange(text);
      return range && { kind: 'rating', not, ...range };
    }
    case 'date': {
      const range = dateRange(text);
      return range && { kind: 'date', not, ...range };
    }
    case 'is':
      return valued('is', IS_VALUES, text.replace(/^favour/i, 'favor'), not);
    case 'engine':
      return valued('engine', idsOf(engineCatalog().engines), text, not);
    case 'model':
      return valued('model', idsOf(engineCatalog().models), text, not);
    case 'verdict':
      return valued('verdict', VerdictKind.options, text, not);
    case 'state':
      return valued('state', WorkState.options, text, not);
  }
}

function idsOf(things: readonly { readonly id: string }[]): readonly string[] {
  return things.map(({ id }) => id);
}

/** Returns the first value with the typed prefix. */
function valued<K extends string, V extends string>(
  kind: K,
  values: readonly V[],
  typed: string,
  not: boolean,
): { kind: K; not: boolean; value: V } | null {
  const value = values.find((each) => each.startsWith(typed.toLowerCase()));
  return value === undefined ? null : { kind, not, value };
}

function ratingRange(text: string): { min: number; max: number } | null {
  const match = /^(>=|<=|>|<|=|)([0-5])(?:(?:-|\.\.)([0-5]))?$/.exec(text);
  if (!match) return null;
  const [, sign = '', low = '', high] = match;
  const at = Number(low);
  if (high !== undefined) return sign === '' ? { min: at, max: Number(high) } : null;
  if (sign.startsWith('>')) return { min: sign === '>' ? at + 1 : at, max: 5 };
  if (sign.startsWith('<')) return { min: 0, max: sign === '<' ? at - 1 : at };
  return { min: at, max: at };
}

function dateRange(text: string): { from: number; to: number } | null {
  const match = /^(>=|<=|>|<|=|)([\d-]+)(?:\.\.([\d-]+))?$/.exec(text);
  if (!match) return null;
  const [, sign = '', first = '', second] = match;
  const low = calendarSpan(first);
  const high = second === undefined ? low : calendarSpan(second);
  if (!low || !high || (second !== undefined && sign !== '')) return null;
  if (sign === '>') return { from: low.to, to: Number.MAX_SAFE_INTEGER };
  if (sign === '>=') return { from: low.from, to: Number.MAX_SAFE_INTEGER };
  if (sign === '<') return { from: 0, to: low.from };
  if (sign === '<=') return { from: 0, to: low.to };
  return { from: low.from, to: high.to };
}

/** Returns the range of a year, month or day, end exclusive. Null for an invalid date. */
function calendarSpan(text: string): { from: number; to: number } | null {
  const match = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text);
  if (!match) return null;
  const [, year = 0, month, day] = match.map((part) => (part === undefined ? undefined : Number(part)));
  if (month === undefined) return { from: startOfDate(year), to: startOfDate(year + 1) };
  if (month < 1 || month > 12) return null;
  const [first, next] = [startOfDate(year, month - 1), startOfDate(year, month)];
  if (day === undefined) return { from: first, to: next };
  const from = startOfDate(year, month - 1, day);
  return day < 1 || from >= next ? null : { from, to: startOfDate(year, month - 1, day + 1) };
}
