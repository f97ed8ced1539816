import { engineCatalog } from '@shared/domain/engine-catalog.ts';
import type { Facets, LabelWithCount } from '@shared/domain/facets.ts';
import { WorkState } from '@shared/domain/library-query.ts';
import { IS_VALUES, SEARCH_FIELDS } from '@shared/domain/query.ts';
import { VerdictKind } from '@shared/domain/verdict.ts';

type Field = (typeof SEARCH_FIELDS)[number];

/** The search term at the cursor. Positions are UTF-16 units. */
export interface SearchItem {
  readonly start: number;
  readonly end: number;
  readonly not: boolean;
  readonly field: Field | null;
  /** The typed value without its quotes. */
  readonly value: string;
}

/** A suggestion for the next input. */
export type Suggestion =
  | { readonly kind: 'recent'; readonly text: string }
  | { readonly kind: 'field'; readonly field: Field }
  | { readonly kind: 'value'; readonly field: Field; readonly value: string; readonly live?: number };

/** Known names for completion. */
export interface SearchVocabulary {
  readonly recent: readonly string[];
  /** Tags that start with the value, most used first. */
  readonly tags: readonly LabelWithCount[];
  readonly collections: readonly LabelWithCount[];
  readonly facets: Facets | null;
}

const ITEM = new RegExp(`^(-?)(?:(${SEARCH_FIELDS.join('|')}):)?"?([^"]*)"?$`, 'iu');
const VALUES_MAX = 8;
const TAGS_MAX = 4;

/** Returns the term at the cursor, or an empty one between two spaces. */
export function itemAt(text: string, cursor: number): SearchItem {
  let start = 0;
  let quoted = false;
  for (let at = 0; at < cursor; at += 1) {
    if (text[at] === '"') quoted = !quoted;
    else if (text[at] === ' ' && !quoted) start = at + 1;
  }
  let end = cursor;
  while (end < text.length && (quoted ? text[end] !== '"' : text[end] !== ' ')) end += 1;
  if (quoted && end < text.length) end += 1;
  const match = ITEM.exec(text.slice(start, end));
  return {
    start,
    end,
    not: match?.[1] === '-',
    field: (match?.[2]?.toLowerCase() as Field | undefined) ?? null,
    value: match?.[3] ?? text.slice(start, end),
  };
}

/** Returns suggestions: recent searches for an empty text, then fields, then a field's values. */
export function suggestions(text: string, cursor: number, known: SearchVocabulary): Suggestion[] {
  if (text.trim() === '')
    return [
      ...known.recent.map((recent) => ({ kind: 'recent' as const, text: recent })),
      ...SEARCH_FIELDS.map((field) => ({ kind: 'field' as const, field })),
    ];
  const { field, value } = itemAt(text, cursor);
  const typed = value.trim().toLowerCase();
  if (field !== null) return valuesOf(field, typed, known);
  if (typed === '') return [];
  const fields = SEARCH_FIELDS.filter((each) => each.startsWith(typed));
  const named = (of: Field, names: readonly LabelWithCount[]) =>
    names
      .slice(0, TAGS_MAX)
      .map(({ name, live }): Suggestion => ({ kind: 'value', field: of, value: name, live }));
  return [
    ...fields.map((each): Suggestion => ({ kind: 'field', field: each })),
    ...named('tag', beginning(known.tags, typed)),
    ...named('in', beginning(known.collections, typed)),
  ];
}

function beginning(names: readonly LabelWithCount[], typed: string): readonly LabelWithCount[] {
  return names.filter(({ name }) => name.toLowerCase().startsWith(typed));
}

function valuesOf(
  field: Field,
  typed: string,
  { tags, collections, facets }: SearchVocabulary,
): Suggestion[] {
  const some = (values: readonly { readonly value: string; readonly live?: number }[]) =>
    values
      .filter(({ value }) => value.toLowerCase().startsWith(typed) && value.toLowerCase() !== typed)
      .slice(0, VALUES_MAX)
      .map((each): Suggestion => ({ kind: 'value', field, ...each }));
  const words = (values: readonly string[]) => some(values.map((value) => ({ value })));
  const names = (all: readonly LabelWithCount[]) =>
    some(all.map(({ name, live }) => ({ value: name, live })));
  switch (field) {
    case 'tag':
      return names(tags);
    case 'in':
      return names(collections);
    case 'rating':
      return words(['>=4', '>=3', '5', '4', '3', '2', '1', '0']);
    case 'is':
      return words(IS_VALUES);
    case 'engine':
      return words(engineCatalog().engines.map(({ id }) => id));
    case 'model':
      return words([...new Set(engineCatalog().models.map(({ id }) => id))]);
    case 'verdict':
      return words(VerdictKind.options);
    case 'state':
      return words(WorkState.options);
    case 'date':
      return some([...yearsOf(facets), ...(facets?.month ?? [])]);
    case 'seed':
    case 'name':
    case 'prompt':
      return [];
  }
}

function yearsOf(facets: Facets | null): { value: string; live: number }[] {
  const years = new Map<string, number>();
  for (const { value, live } of facets?.month ?? [])
    years.set(value.slice(0, 4), (years.get(value.slice(0, 4)) ?? 0) + live);
  return [...years].map(([value, live]) => ({ value, live }));
}

/** Returns the search with a suggestion applied, and the cursor after it. */
export function completed(
  text: string,
  cursor: number,
  suggestion: Suggestion,
): { readonly text: string; readonly cursor: number } {
  if (suggestion.kind === 'recent') return { text: suggestion.text, cursor: suggestion.text.length };
  const { start, end, not } = itemAt(text, cursor);
  const sign = not ? '-' : '';
  const item =
    suggestion.kind === 'field'
      ? `${sign}${suggestion.field}:`
      : `${sign}${suggestion.field}:${quotedValue(suggestion.value)} `;
  const rest = text.slice(end);
  const after = item.endsWith(' ') ? rest.trimStart() : rest;
  return { text: text.slice(0, start) + item + after, cursor: start + item.length };
}

function quotedValue(value: string): string {
  return /[\s"]/.test(value) ? `"${value.replaceAll('"', '')}"` : value;
}

/** Returns the recent distinct searches, newest first, without intermediate ones on the way to the newest. */
export function withRecent(recent: readonly string[], text: string, max: number): string[] {
  const search = text.trim();
  if (search === '') return [...recent];
  const others = recent.filter((each) => each !== search && !search.startsWith(each));
  return [search, ...others].slice(0, max);
}
