import { z } from 'zod';
import { type ReadDb, statement } from '../database/db.ts';
import { checkedNumbers, numbers } from '../database/rows.ts';
import { IdSet } from './id-set.ts';
import { type ListPlan, SMALL_LIST } from './list-plan.ts';
import {
  allSql,
  type Condition,
  fittingSql,
  pageSql,
  type Source,
  startOf,
  type Value,
} from './list-sources.ts';
import type { FtsQuery } from './search.ts';

/** Index rows read at a time: well below a millisecond, or a few if rows must be checked. */
const SLICE_ROWS = 1000;
const SLICE_ROWS_LOOKED_AT = 250;
/**
 * The first rows, enough for the visible range: a caller waits for them, and words that rarely occur together
 * take long to find.
 */
const FIRST_SLICE_ROWS = 128;

/** A position in a list: the values of its order's keys. */
export type Key = readonly (Value | null)[];

/**
 * Yields the ids of a list in order, in slices. Each slice takes a few milliseconds at most, regardless of
 * the library's size, and may be empty. Changes between two slices may be missed.
 */
export function* listSlices(db: ReadDb, plan: ListPlan): Generator<readonly number[], void> {
  if (plan.inOrder) return yield* walk(db, plan);
  if (isWhole(plan)) return yield* walk(db, ALL_OF(plan.order));
  const members = new IdSet();
  for (const ids of plan.gather ? gathered(db, plan) : walk(db, plan)) {
    for (const id of ids) members.add(id);
    yield [];
  }
  if (members.size <= SMALL_LIST) return yield sortIds(db, plan, [...members]);
  // Reads the order's index alone, twenty times as fast as reading each row in that order.
  for (const ids of walk(db, ALL_OF(plan.order))) yield ids.filter((id) => members.has(id));
}

const ALL_OF = (source: Source): Walk => ({ source, conditions: [], words: null });

function isWhole({ whole }: ListPlan): boolean {
  return whole.conditions.length === 1 && whole.words === null;
}

type Walk = Pick<ListPlan, 'source' | 'conditions' | 'words'>;

/** Reads along an index and checks the rows. `words` apply only to an order by time. */
function* walk(db: ReadDb, { source, conditions, words }: Walk): Generator<readonly number[], void> {
  const page = statement(db, pageSql(source)).pluck();
  const most = conditions.length > 0 ? SLICE_ROWS_LOOKED_AT : SLICE_ROWS;
  let rows = FIRST_SLICE_ROWS;
  for (let from: Key | undefined = startOf(source); from; rows = Math.min(2 * rows, most)) {
    const ids = checkedNumbers(page.all(...source.values, ...from, rows), 'a page of a list');
    const last = ids.length < rows ? undefined : ids.at(-1);
    const fitting = fittingOf(db, conditions, ids);
    yield words && fitting.length > 0 ? withWords(db, words, fitting) : fitting;
    from = last === undefined ? undefined : keyIn(db, source, last);
  }
}

/** Returns an image's key in a source. An order with one key is by id. */
function keyIn(db: ReadDb, source: Source, id: number): Key {
  return source.keys.length === 1 ? [id] : keyOf(db, { order: source }, id);
}

function fittingOf(db: ReadDb, conditions: readonly Condition[], ids: readonly number[]): readonly number[] {
  if (conditions.length === 0 || ids.length === 0) return ids;
  const values = conditions.flatMap((condition) => condition.values);
  return numbers(db, fittingSql(conditions), JSON.stringify(ids), ...values);
}

export const WORDS_BETWEEN_SQL = `SELECT rowid FROM image_search
  WHERE image_search MATCH ? AND rowid BETWEEN CAST(? AS INTEGER) AND CAST(? AS INTEGER) ORDER BY rowid`;

/** Filters neighboring ids of a list by time to those with the words, with one lookup. */
function withWords(db: ReadDb, words: FtsQuery, ids: readonly number[]): readonly number[] {
  const ends = [ids[0] ?? 0, ids.at(-1) ?? 0].sort((a, b) => a - b);
  const matches = new Set(
    statement(db, WORDS_BETWEEN_SQL)
      .pluck()
      .all(words.match, ...ends),
  );
  return ids.filter((id) => matches.has(id) !== words.excluding);
}

function* gathered(db: ReadDb, { source, conditions, words }: ListPlan): Generator<readonly number[], void> {
  const all = numbers(db, allSql(source), ...source.values);
  const ids = fittingOf(db, conditions, all);
  if (!words) return yield ids;
  for (let at = 0; at < ids.length; at += 100)
    yield ids.slice(at, at + 100).filter((id) => hasWords(db, words, id));
}

export const HAS_WORDS_SQL =
  'SELECT 1 FROM image_search WHERE image_search MATCH ? AND rowid = CAST(? AS INTEGER)';

function hasWords(db: ReadDb, words: FtsQuery, id: number): boolean {
  return (statement(db, HAS_WORDS_SQL).get(words.match, id) !== undefined) !== words.excluding;
}

/** Whether an image is in the list. */
export function isListed(db: ReadDb, plan: ListPlan, id: number): boolean {
  const { conditions, words } = plan.whole;
  return fittingOf(db, conditions, [id]).length > 0 && (words === null || hasWords(db, words, id));
}

const KeyRow = z.array(z.union([z.string(), z.number(), z.null()]));

/** Returns the key of an existing image in the list's order, even if it isn't in the list. */
export function keyOf(db: ReadDb, { order }: Pick<ListPlan, 'order'>, id: number): Key {
  const sql = `SELECT ${order.keys.join(', ')} FROM images WHERE images.id = ?`;
  return KeyRow.parse(statement(db, sql).raw().get(id));
}

/** Negative if `a` comes before `b` in the list. */
export function compareKeys(plan: ListPlan, a: Key, b: Key): number {
  for (const [index, value] of a.entries()) {
    const order = compareValues(value, b[index] ?? null);
    if (order !== 0) return plan.order.descending ? -order : order;
  }
  return 0;
}

/** Compares like SQLite: null first, texts bytewise. */
function compareValues(a: Value | null, b: Value | null): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  if (typeof a === 'string' || typeof b === 'string')
    return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
  return a - b;
}

/**
 * Sorted by the database: reading two thousand keys one by one and comparing them here takes five times as
 * long.
 */
function sortIds(db: ReadDb, { order }: ListPlan, ids: readonly number[]): number[] {
  const by = order.keys.map((key) => `${key} ${order.descending ? 'DESC' : 'ASC'}`).join(', ');
  const sql = `SELECT images.id FROM json_each(?) AS these CROSS JOIN images ON images.id = these.value ORDER BY ${by}`;
  return numbers(db, sql, JSON.stringify(ids));
}
