/*
 * The indexes that lists are walked along. Each statement names its index: with statistics SQLite would at times rather walk
 * the table, and step over every removed picture. A key is where a walk stands: the values of `keys`, in their order.
 */

import type { MemberTable } from '../labels/members.ts';

export type Value = string | number;

/** Rows in the order of their keys, all of which go the same way. */
export interface Source {
  /** Table, with the name of the index. */
  readonly table: string;
  readonly where: string;
  readonly values: readonly Value[];
  readonly keys: readonly string[];
  readonly descending: boolean;
  /** Whether removed pictures are in it too. */
  readonly hasRemoved: boolean;
  /** A picture's id in `table`. */
  readonly id: string;
  /**
   * FTS5 heeds a limit on its row ids only when it comes as an integer, and JavaScript's numbers come as reals: without the cast
   * it walks through all matches above it, which takes 50 ms where a seek takes 0.02.
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

/** The live pictures with one value of a facet, newest first. */
export function byFacet(column: FacetColumn, value: Value): Source {
  const only = column === 'favourite' ? `${LIVE} AND images.favourite = 1` : LIVE;
  return {
    ...BY_TIME,
    table: `images INDEXED BY images_${column}`,
    where: `${only} AND images.${column} = ?`,
    values: [value],
    // This index also serves the order by rating.
    keys: [column === 'rating' ? 'images.seq' : 'images.id'],
  };
}

/** The pictures in a tag or a collection, newest first; removed ones are in it too. */
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

/** The pictures that match a full-text query, newest first; only live ones are indexed. */
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

/** The same rows from the other end. */
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

/** So many ids, in order, after a key; its values are those of `source`, the key, and the number of rows. */
export function pageSql(source: Source): string {
  const { table, where, id, keys, descending, cast } = source;
  const marks = keys.map(() => (cast ? 'CAST(? AS INTEGER)' : '?')).join(', ');
  const order = keys.map((key) => `${key} ${descending ? 'DESC' : 'ASC'}`).join(', ');
  return `SELECT ${id} FROM ${table} WHERE ${where} AND (${keys.join(', ')}) ${descending ? '<' : '>'} (${marks})
    ORDER BY ${order} LIMIT ?`;
}

/** All ids of a short source, in no order. */
export function allSql({ id, table, where }: Source): string {
  return `SELECT ${id} FROM ${table} WHERE ${where}`;
}

/** Those of some ids, in their order, whose pictures fit the conditions; its values are the ids as JSON, and the conditions'. */
export function fittingSql(conditions: readonly Condition[]): string {
  return `SELECT images.id FROM json_each(?) AS these CROSS JOIN images ON images.id = these.value
    WHERE ${conditions.map(({ sql }) => `(${sql})`).join(' AND ')}`;
}
