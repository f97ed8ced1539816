import type { LabelWithCount, SavedSearch } from '@shared/domain/facets.ts';
import type { LibraryFilter, LibraryQuery } from '@shared/domain/library-query.ts';
import { isEverything } from '@shared/domain/library-query.ts';
import { locale, t } from '@shared/i18n/index.ts';
import { engineName, modelLabel } from '@shared/i18n/model-text.ts';

/** A part of a filter that can be removed individually. */
export interface ActiveFilter {
  readonly key: string;
  readonly label: string;
  /** The filter without it. */
  readonly without: LibraryFilter;
}

/** Sets a part of the filter to a value, or removes it if it already has that value. */
export function toggledFilter<K extends keyof LibraryFilter>(
  filter: LibraryFilter,
  key: K,
  value: NonNullable<LibraryFilter[K]>,
): LibraryFilter {
  return same(filter[key], value) ? withoutPart(filter, key) : { ...filter, [key]: value };
}

/** Adds or removes a tag. */
export function toggledTag(filter: LibraryFilter, tag: number): LibraryFilter {
  const tags = filter.tags ?? [];
  const next = tags.includes(tag) ? tags.filter((each) => each !== tag) : [...tags, tag];
  return next.length === 0 ? withoutPart(filter, 'tags') : { ...filter, tags: next };
}

function withoutPart(filter: LibraryFilter, key: keyof LibraryFilter): LibraryFilter {
  const { [key]: _, ...rest } = filter;
  return rest;
}

/** Returns the number of active parts. The collection counts as a place, not a filter. */
export function countFilters({ tags = [], collection: _, ...rest }: LibraryFilter): number {
  return tags.length + Object.values(rest).filter((value) => value !== undefined).length;
}

/** Describes the active parts of a filter. */
export function activeFilters(filter: LibraryFilter, tagNames: ReadonlyMap<number, string>): ActiveFilter[] {
  const words = t.filters;
  const part = (key: keyof LibraryFilter, label: string): ActiveFilter => ({
    key,
    label,
    without: withoutPart(filter, key),
  });
  const { origin, favourite, rating, tags = [], engine, model, verdict, work, month } = filter;
  return [
    origin && part('origin', origin === 'import' ? words.originals : words.results),
    favourite && part('favourite', words.favorites),
    rating && part('rating', ratingWords(rating)),
    ...tags.map((tag) => ({
      key: `tag-${tag}`,
      label: tagNames.get(tag) ?? '…',
      without: toggledTag(filter, tag),
    })),
    month && part('month', monthWords(month)),
    verdict && part('verdict', words.verdicts[verdict]),
    work && part('work', words.works[work]),
    engine && part('engine', engineName(engine)),
    model && part('model', modelLabel(model)),
  ].filter((each): each is ActiveFilter => typeof each === 'object');
}

export function ratingWords([from, to]: readonly [number, number]): string {
  const words = t.filters;
  if (from === to) return from === 0 ? words.unrated : t.labels.stars(from);
  return to === 5 ? words.starsAtLeast(from) : words.ratingRange(from, to);
}

/** "Mar 2026", or "Mar" next to its year. */
export function monthWords(month: string, withYear = true): string {
  return new Date(`${month}-01T00:00:00Z`).toLocaleDateString(locale, {
    month: 'short',
    ...(withYear && { year: 'numeric' }),
    timeZone: 'UTC',
  });
}

/** Whether two lists are equal, regardless of the order of their parts. */
export function sameQuery(a: LibraryQuery, b: LibraryQuery): boolean {
  return same(canonical(a), canonical(b));
}

function canonical({ place, search, filter, sort, reversed }: LibraryQuery): unknown {
  const parts = Object.entries(filter).filter(([, value]) => value !== undefined);
  return [place, search.trim(), parts.sort(([a], [b]) => (a < b ? -1 : 1)), sort, reversed];
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Name of a list: the Trash, a collection, a saved search, or pictures. */
export function placeName(
  query: LibraryQuery,
  collections: readonly LabelWithCount[],
  saved: SavedSearch | undefined,
): string {
  if (query.place === 'trash') return t.filters.trash;
  if (saved) return saved.name;
  const { collection } = query.filter;
  if (collection !== undefined) return collections.find(({ id }) => id === collection)?.name ?? '…';
  return isEverything(query) ? t.filters.all : t.filters.some;
}
