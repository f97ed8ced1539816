import type { LibraryQuery } from '@shared/domain/library-query.ts';
import { parseSearch, type WordTerm } from '@shared/domain/query.ts';
import type { ReadDb } from '../database/db.ts';
import { liveCount } from './facets.ts';
import { filterParts, type Part, type ResolvedNames, termPart } from './list-parts.ts';
import {
  BY_NAME,
  BY_RATING,
  BY_TIME,
  byWords,
  type Condition,
  type Source,
  TRASH,
  turned,
} from './list-sources.ts';
import { type FtsQuery, ftsQuery } from './search.ts';

/** Lists up to this length are fetched whole and sorted in memory: 2 ms. Longer ones are read along an index. */
export const SMALL_LIST = 2000;

/** How a list is built. */
export interface ListPlan {
  /** Its images: read along this source by time, or all at once and unordered if `gather` is set. */
  readonly source: Source;
  /** Additional conditions on rows of `source`. */
  readonly conditions: readonly Condition[];
  /** Words that `source` doesn't search for. */
  readonly words: FtsQuery | null;
  readonly gather: boolean;
  /** Its order, by keys of a row of `images`. */
  readonly order: Source;
  /** Whether reading `source` yields that order. */
  readonly inOrder: boolean;
  /** All conditions for an image to be in the list, however it is built. */
  readonly whole: { readonly conditions: readonly Condition[]; readonly words: FtsQuery | null };
  /** The length of the list if the library keeps it. Null if it is known only after reading. */
  readonly total: number | null;
}

/** Chooses the index for a list, by the known lengths. */
export function planList(db: ReadDb, query: LibraryQuery): ListPlan {
  const terms = parseSearch(query.search);
  const wordTerms = terms.filter((term): term is WordTerm => term.kind === 'word');
  const parts = [
    ...filterParts(db, query.filter),
    ...terms.flatMap((term) => (term.kind === 'word' ? [] : [termPart(db, term)])),
  ];
  if (query.place === 'trash') return trashPlan(query, parts, wordTerms);
  const words = ftsQuery(db, wordTerms);
  const conditions = parts.map(({ condition }) => condition);
  const inOrder = query.sort === 'time';
  const shared = {
    order: query.reversed ? turned(ORDERS[query.sort]) : ORDERS[query.sort],
    whole: { conditions: [LIVE, ...conditions], words },
    total: total(db, parts, words),
  };
  const shortest = shortestOf(parts, () => true);
  if (shortest && shortest.known.length <= SMALL_LIST)
    return { ...shared, ...along(shortest, parts), words, gather: true, inOrder: false };

  const turn = (source: Source) => (inOrder && query.reversed ? turned(source) : source);
  const tagged = words === null ? [] : parts.flatMap((part) => part.tagged ?? []);
  const indexed = tagged.length > 0 ? ftsQuery(db, wordTerms, tagged) : words;
  const rest = tagged.length > 0 ? parts.filter((part) => !part.tagged) : parts;
  const byTime = shortestOf(rest, (known) => known.byTime);
  if (!byTime && indexed !== null && !indexed.excluding) {
    const beside = rest.map(({ condition }) => condition);
    return {
      ...shared,
      source: turn(byWords(indexed.match)),
      conditions: beside,
      words: null,
      gather: false,
      inOrder,
    };
  }
  const walk = byTime
    ? along(byTime, rest)
    : { source: BY_TIME, conditions: rest.map(({ condition }) => condition) };
  return { ...shared, ...walk, source: turn(walk.source), words: indexed, gather: false, inOrder };
}

const ORDERS = { time: BY_TIME, name: BY_NAME, rating: BY_RATING } as const;
const LIVE: Condition = { sql: 'images.deleted_at IS NULL', values: [] };

type ResolvedPart = Part & { readonly known: ResolvedNames };

function shortestOf(parts: readonly Part[], fits: (known: ResolvedNames) => boolean): ResolvedPart | null {
  const known = parts.filter((part): part is ResolvedPart => part.known !== null && fits(part.known));
  return known.sort((a, b) => a.known.length - b.known.length)[0] ?? null;
}

/**
 * Uses one part's list as the source and the others as conditions. A tag or collection may include removed
 * images.
 */
function along(part: ResolvedPart, parts: readonly Part[]): Pick<ListPlan, 'source' | 'conditions'> {
  const others = parts.filter((each) => each !== part).map(({ condition }) => condition);
  const { source } = part.known;
  return { source, conditions: source.hasRemoved ? [LIVE, ...others] : others };
}

/** Known without reading for all images, and for those with a single condition. */
function total(db: ReadDb, parts: readonly Part[], words: FtsQuery | null): number | null {
  if (words !== null || parts.length > 1) return null;
  return parts[0] ? (parts[0].known?.length ?? null) : liveCount(db);
}

/** Removed images aren't in the full-text index. The trash is small, so their names are searched directly. */
function trashPlan(query: LibraryQuery, parts: readonly Part[], words: readonly WordTerm[]): ListPlan {
  const order = query.reversed ? turned(TRASH) : TRASH;
  const conditions = [...parts.map(({ condition }) => condition), ...words.map(nameCondition)];
  const whole = { conditions: [{ sql: TRASH.where, values: [] }, ...conditions], words: null };
  return { source: order, conditions, words: null, gather: false, order, inOrder: true, whole, total: null };
}

function nameCondition({ text, not }: WordTerm): Condition {
  const escaped = text.replace(/[\\%_]/g, '\\$&');
  return { sql: `images.name ${not ? 'NOT ' : ''}LIKE ? ESCAPE '\\'`, values: [`%${escaped}%`] };
}
