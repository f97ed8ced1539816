/* The indexes that lists are read along. Each statement names its index: with statistics SQLite would
   sometimes scan the table instead, and skip every removed image. A key is a position in the index: the
   values of `keys`, in order. */

import type { MemberTable } from '../labels/members.ts';

export type Value = string | number;

/** Rows ordered by their keys, all in the same direction. */
export interface Source {
  /** Table with its index. */
  readonly table: string;
  readonly where: string;
  readonly values: readonly Value[];
  readonly keys: readonly string[];
  readonly descending: boolean;
  /** Whether it includes removed images. */
  readonly hasRemoved: boolean;
  /** An image's id in `table`. */
  readonly id: string;
  /**
   * FTS5 uses a limit on its row ids only if it is an integer, and JavaScript's numbers are reals: without
   * the cast it scans all matches above it, which takes 50 ms instead of 0.02.
   */
  readonly cast: boolean;
}

/** A condition on a row of `images`. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly Value[];
}

const IMAGES: Pick<Source, 'hasRemoved' | 'id' | 'cast'> = {
  hasRemoved: false,
  id: 'images.id',
  cast: false,
};
const LIVE = 'images.deleted_at IS NULL';

export const BY_TIME: Source = {
  ...IMAGES,
  table: 'images INDEXED BY images_live',
  where: LIVE,
  values: [],
  keys: ['images.id'],
  descending: true,
};
export const BY_NAME: Source = {
  ...IMAGES,
  table: 'images INDEXED BY images_name',
  where: LIVE,
  values: [],
  keys: ['images.name_key', 'images.seq'],
  descending: false,
};
export const BY_RATING: Source = {
  ...IMAGES,
  table: 'images INDEXED BY images_rating',
  where: LIVE,
  values: [],
  keys: ['images.rating', 'images.seq'],
  descending: true,
};
export const TRASH: Source = {
  ...IMAGES,
  table: 'images INDEXED BY images_trash',
  where: 'images.deleted_at IS NOT NULL AND images.purged_at IS NULL',
  values: [],
  keys: ['images.deleted_at', 'images.seq'],
  descending: true,
};

export type FacetColumn =
  | 'origin'
  | 'favourite'
  | 'rating'
  | 'engine'
  | 'model'
  | 'month'
  | 'verdict'
  | 'work';

/** Live images with one value of a facet, newest first. */
export function byFacet(column: FacetColumn, value: Value): Source {
  const only = column === 'favourite' ? `${LIVE} AND images.favourite = 1` : LIVE;
  return {
    ...BY_TIME,
    table: `images INDEXED BY images_${column}`,
    where: `${only} AND images.${column} = ?`,
    values: [value],
    // This index also provides the order by rating.
    keys: [column === 'rating' ? 'images.seq' : 'images.id'],
  };
}

/** Images in a tag or collection, newest first, including removed ones. */
export function byMembership(table: MemberTable, owner: number): Source {
  const column = table === 'image_tags' ? 'tag_id' : 'collection_id';
  return {
    table,
    where: `${table}.${column} = ?`,
    values: [owner],
    keys: [`${table}.image_id`],
    descending: true,
    hasRemoved: true,
    id: `${table}.image_id`,
    cast: false,
  };
}

/** Images that match a full-text query, newest first. Only live ones are indexed. */
export function byWords(match: string): Source {
  return {
    table: 'image_search',
    where: 'image_search MATCH ?',
    values: [match],
    keys: ['image_search.rowid'],
    descending: true,
    hasRemoved: false,
    id: 'image_search.rowid',
    cast: true,
  };
}

/** The same rows in reverse order. */
export function turned(source: Source): Source {
  return { ...source, descending: !source.descending };
}

/** A key before all others. */
export function startOf(source: Source): readonly Value[] {
  const last = source.descending;
  return source.keys.map((key) => {
    if (key.endsWith('name_key')) return last ? '\u{10ffff}' : '';
    return last ? Number.MAX_SAFE_INTEGER : -1;
  });
}

/** SQL for the next ids after a key. Its parameters: those of `source`, the key, the number of rows. */
export function pageSql(source: Source): string {
  const { table, where, id, keys, descending, cast } = source;
  const marks = keys.map(() => (cast ? 'CAST(? AS INTEGER)' : '?')).join(', ');
  const order = keys.map((key) => `${key} ${descending ? 'DESC' : 'ASC'}`).join(', ');
  return `SELECT ${id} FROM ${table} WHERE ${where} AND (${keys.join(', ')}) ${descending ? '<' : '>'} (${marks})
    ORDER BY ${order} LIMIT ?`;
}

/** SQL for all ids of a short source, unordered. */
export function allSql({ id, table, where }: Source): string {
  return `SELECT ${id} FROM ${table} WHERE ${where}`;
}

/**
 * SQL for the given ids whose images match the conditions, in the given order. Its parameters: the ids as
 * JSON, and those of the conditions.
 */
export function fittingSql(conditions: readonly Condition[]): string {
  return `SELECT images.id FROM json_each(?) AS these CROSS JOIN images ON images.id = these.value
    WHERE ${conditions.map(({ sql }) => `(${sql})`).join(' AND ')}`;
}
