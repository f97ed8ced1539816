import { assertNever } from '@shared/assert-never.ts';
import type { LibraryFilter } from '@shared/domain/library-query.ts';
import type { IsValue, SearchTerm } from '@shared/domain/query.ts';
import { monthName, startOfDate } from '@shared/local-day.ts';
import type { ReadDb } from '../database/db.ts';
import { collectionsByName } from '../labels/collections.ts';
import { type MemberTable, memberCount } from '../labels/members.ts';
import { tagsByName } from '../labels/tags.ts';
import { facetCount } from './facets.ts';
import {
  BY_RATING,
  byFacet,
  byMembership,
  type Condition,
  type FacetColumn,
  type Source,
  type Value,
} from './list-sources.ts';
import type { TagTerm } from './search.ts';

/** The list of all images that match a part, and its maximum length. */
export interface ResolvedNames {
  readonly source: Source;
  readonly length: number;
  /** Whether it is ordered by time. If `source.join` is set, it may include images that aren't live. */
  readonly byTime: boolean;
}

/** One condition of a query. */
export interface Part {
  readonly condition: Condition;
  readonly known: ResolvedNames | null;
  /** The same condition for the full-text index, which indexes tags as words. */
  readonly tagged?: TagTerm;
}

type PlainTerm = Exclude<SearchTerm, { kind: 'word' }>;

/** Conditions of the panel's filter. */
export function filterParts(db: ReadDb, filter: LibraryFilter): Part[] {
  const parts: Part[] = [];
  for (const column of ['origin', 'engine', 'model', 'verdict', 'work', 'month'] as const) {
    const value = filter[column];
    if (value !== undefined) parts.push(facetPart(db, column, value));
  }
  if (filter.favourite) parts.push(favoritePart(db));
  if (filter.rating) parts.push(ratingPart(db, ...filter.rating));
  for (const tag of filter.tags ?? []) parts.push(memberPart(db, 'image_tags', [tag]));
  if (filter.collection !== undefined) parts.push(memberPart(db, 'collection_images', [filter.collection]));
  return parts;
}

/** Condition of one search term. */
export function termPart(db: ReadDb, term: PlainTerm): Part {
  const part = wantedPart(db, term);
  if (!term.not) return part;
  const { sql, values } = part.condition;
  // An image without an engine counts as not having this engine.
  const condition = { sql: `(${sql}) IS NOT TRUE`, values };
  return part.tagged
    ? { condition, known: null, tagged: { ...part.tagged, not: true } }
    : { condition, known: null };
}

function wantedPart(db: ReadDb, term: PlainTerm): Part {
  switch (term.kind) {
    case 'tag':
      return memberPart(db, 'image_tags', tagsByName(db, term.name, term.beginning));
    case 'in':
      return memberPart(db, 'collection_images', collectionsByName(db, term.name, term.beginning));
    case 'rating':
      return ratingPart(db, term.min, term.max);
    case 'date':
      return datePart(db, term.from, term.to);
    case 'is':
      return isPart(db, term.value);
    case 'engine':
    case 'model':
    case 'verdict':
      return facetPart(db, term.kind, term.value);
    case 'state':
      return facetPart(db, 'work', term.value);
    default:
      return assertNever(term);
  }
}

function isPart(db: ReadDb, value: IsValue): Part {
  switch (value) {
    case 'favorite':
      return favoritePart(db);
    case 'original':
      return facetPart(db, 'origin', 'import');
    case 'result':
      return facetPart(db, 'origin', 'result');
    case 'edited':
      return plain('images.work IS NOT NULL', []);
    case 'rated':
      return ratingPart(db, 1, 5);
    case 'tagged':
      return plain('EXISTS (SELECT 1 FROM image_tags WHERE image_tags.image_id = images.id)', []);
    default:
      return assertNever(value);
  }
}

function plain(sql: string, values: readonly Value[]): Part {
  return { condition: { sql, values }, known: null };
}

/** A whole month has its own list. */
function datePart(db: ReadDb, from: number, to: number): Part {
  const start = new Date(from);
  const [year, month] = [start.getFullYear(), start.getMonth()];
  if (from === startOfDate(year, month) && to === startOfDate(year, month + 1))
    return facetPart(db, 'month', monthName(from));
  return plain('images.created_at >= ? AND images.created_at < ?', [from, to]);
}

function facetPart(db: ReadDb, column: FacetColumn, value: string): Part {
  return {
    condition: { sql: `images.${column} = ?`, values: [value] },
    known: { source: byFacet(column, value), length: facetCount(db, column, value), byTime: true },
  };
}

function favoritePart(db: ReadDb): Part {
  return {
    condition: { sql: 'images.favourite = 1', values: [] },
    known: { source: byFacet('favourite', 1), length: facetCount(db, 'favourite', 'yes'), byTime: true },
  };
}

function ratingPart(db: ReadDb, min: number, max: number): Part {
  const stars = [0, 1, 2, 3, 4, 5].filter((rating) => rating >= min && rating <= max);
  const length = stars.reduce((sum, rating) => sum + facetCount(db, 'rating', String(rating)), 0);
  const range = 'images.rating BETWEEN ? AND ?';
  const ranged = { ...BY_RATING, where: `${BY_RATING.where} AND ${range}`, values: [min, max] };
  return {
    condition: { sql: range, values: [min, max] },
    known: { source: min === max ? byFacet('rating', min) : ranged, length, byTime: min === max },
  };
}

/** Images of a tag or collection, or of several with the same prefix. Without one, no image matches. */
function memberPart(db: ReadDb, table: MemberTable, owners: readonly number[]): Part {
  const column = table === 'image_tags' ? 'tag_id' : 'collection_id';
  const of = `EXISTS (SELECT 1 FROM ${table} WHERE image_id = images.id AND ${column}`;
  const tagged = table === 'image_tags' ? { tagged: { tags: owners, not: false } } : {};
  // No row has the id 0.
  const [only = 0, ...more] = owners;
  if (more.length > 0)
    return { ...plain(`${of} IN (SELECT value FROM json_each(?)))`, [JSON.stringify(owners)]), ...tagged };
  return {
    condition: { sql: `${of} = ?)`, values: [only] },
    known: { source: byMembership(table, only), length: memberCount(db, table, only), byTime: true },
    ...(only === 0 ? {} : tagged),
  };
}
