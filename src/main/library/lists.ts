import { type ReadDb, statement } from './db.ts';
import { IdSet } from './id-set.ts';
import { type ListPlan, SMALL_LIST } from './list-plan.ts';
import {
  BY_TIME,
  byWords,
  type Condition,
  startOf,
  stepSql,
  stretchSql,
  turned,
  type Value,
} from './list-sources.ts';
import type { FtsQuery } from './search.ts';

/** Rows of an index that are walked at a time: about a millisecond. */
export const SLICE_ROWS = 1000;

/** A place in a list: the values of its order's keys. */
export type Key = readonly Value[];

/**
 * The ids of a list in its order, slice by slice; each takes a few milliseconds at most, however large the library is, and may
 * be empty. What changes between two slices may or may not be in it.
 */
export function* listSlices(db: ReadDb, plan: ListPlan): Generator<readonly number[], void> {
  if (plan.gather) {
    const { sql, values } = gather(plan);
    const ids = statement(db, sql)
      .pluck()
      .all(...values) as number[];
    return yield sortIds(db, plan, plan.words ? yield* havingWords(db, plan.words, ids) : ids);
  }
  const { words } = plan;
  if (!words || isByTime(plan)) return yield* walk(db, plan, SLICE_ROWS);
  const set = yield* idsWithWords(db, words.match);
  if (!words.excluding && set.size <= SMALL_LIST) {
    const ids = [...set].filter((id) => fits(db, plan.whole.conditions, id));
    return yield sortIds(db, plan, ids);
  }
  for (const ids of walk(db, { ...plan, words: null }, SLICE_ROWS))
    yield ids.filter((id) => set.has(id) !== words.excluding);
}

function isByTime({ order }: ListPlan): boolean {
  return order.keys.join() === BY_TIME.keys.join();
}

type Walk = Pick<ListPlan, 'source' | 'conditions' | 'words'>;

/** Walks from a key on. In a list by time, words that must not occur are looked up for each slice; others have to be null. */
function* walk(
  db: ReadDb,
  { source, conditions, words }: Walk,
  rows: number,
  start: Key = startOf(source),
): Generator<readonly number[], void> {
  const step = statement(db, stepSql(source)).raw();
  const stretch = statement(db, stretchSql(source, conditions)).pluck();
  const tested = conditions.flatMap(({ values }) => values);
  for (let from: Key | undefined = start; from; ) {
    const next = step.get(...source.values, ...from, rows - 1) as Key | undefined;
    const to = next ?? startOf(turned(source));
    const ids = stretch.all(...source.values, ...from, ...to, ...tested) as number[];
    yield words ? without(db, words.match, ids) : ids;
    from = next;
  }
}

export const WORDS_BETWEEN_SQL = `SELECT rowid FROM image_search
  WHERE image_search MATCH ? AND rowid BETWEEN CAST(? AS INTEGER) AND CAST(? AS INTEGER) ORDER BY rowid`;

/** Those of some neighbours in a list by time that do not match. */
function without(db: ReadDb, match: string, ids: readonly number[]): readonly number[] {
  const ends = [ids[0] ?? 0, ids.at(-1) ?? 0].sort((a, b) => a - b);
  const matches = new Set(
    statement(db, WORDS_BETWEEN_SQL)
      .pluck()
      .all(match, ...ends),
  );
  return ids.filter((id) => !matches.has(id));
}

/** All rows of a short source, in no order. */
export function gather(plan: ListPlan): { sql: string; values: readonly Value[] } {
  const { source, conditions } = plan;
  const rest = conditions.map(({ sql }) => ` AND ${sql}`).join('');
  return {
    sql: `SELECT ${source.id} FROM ${source.table} ${conditions.length > 0 ? source.join : ''} WHERE ${source.where}${rest}`,
    values: [...source.values, ...conditions.flatMap(({ values }) => values)],
  };
}

function* idsWithWords(db: ReadDb, match: string): Generator<readonly number[], IdSet> {
  const set = new IdSet();
  const matches = { source: byWords(match), conditions: [], words: null };
  for (const ids of walk(db, matches, SLICE_ROWS)) {
    for (const id of ids) set.add(id);
    yield [];
  }
  return set;
}

function* havingWords(
  db: ReadDb,
  words: FtsQuery,
  ids: readonly number[],
): Generator<readonly number[], number[]> {
  const found: number[] = [];
  for (const [index, id] of ids.entries()) {
    if (hasWords(db, words, id)) found.push(id);
    if (index % 100 === 99) yield [];
  }
  return found;
}

export const HAS_WORDS_SQL =
  'SELECT 1 FROM image_search WHERE image_search MATCH ? AND rowid = CAST(? AS INTEGER)';

function hasWords(db: ReadDb, words: FtsQuery, id: number): boolean {
  return (statement(db, HAS_WORDS_SQL).get(words.match, id) !== undefined) !== words.excluding;
}

function fits(db: ReadDb, conditions: readonly Condition[], id: number): boolean {
  const rest = conditions.map(({ sql }) => ` AND (${sql})`).join('');
  const values = conditions.flatMap((condition) => condition.values);
  return statement(db, `SELECT 1 FROM images WHERE images.id = ?${rest}`).get(id, ...values) !== undefined;
}

/** Whether a picture is in the list. */
export function isListed(db: ReadDb, plan: ListPlan, id: number): boolean {
  const { conditions, words } = plan.whole;
  return fits(db, conditions, id) && (words === null || hasWords(db, words, id));
}

/** Where a picture that exists stands, or would stand, in the order of the list. */
export function keyOf(db: ReadDb, plan: ListPlan, id: number): Key {
  const sql = `SELECT ${plan.order.keys.join(', ')} FROM images WHERE images.id = ?`;
  return statement(db, sql).raw().get(id) as Key;
}

/** Below zero when `a` comes before `b` in the list. */
export function compareKeys(plan: ListPlan, a: Key, b: Key): number {
  for (const [index, value] of a.entries()) {
    const order = compareValues(value, b[index] as Value);
    if (order !== 0) return plan.order.descending ? -order : order;
  }
  return 0;
}

/** As SQLite compares: texts by their bytes. */
function compareValues(a: Value, b: Value): number {
  if (typeof a === 'string' || typeof b === 'string')
    return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
  return a - b;
}

function sortIds(db: ReadDb, plan: ListPlan, ids: readonly number[]): number[] {
  const rows = ids.map((id) => ({ id, key: keyOf(db, plan, id) }));
  return rows.sort((a, b) => compareKeys(plan, a.key, b.key)).map(({ id }) => id);
}

/** Up to `limit` ids of a list by time after the id `after`, from its start when null. */
export function idsAfter(db: ReadDb, plan: ListPlan, after: number | null, limit: number): number[] {
  const found: number[] = [];
  const beyond = (id: number) => after === null || compareKeys(plan, [id], [after]) > 0;
  const rows = plan.conditions.length === 0 && !plan.words ? limit : SLICE_ROWS;
  const slices = plan.gather
    ? listSlices(db, plan)
    : walk(db, plan, rows, after === null ? undefined : [after]);
  for (const ids of slices) {
    found.push(...ids.filter(beyond));
    if (found.length >= limit) break;
  }
  return found.slice(0, limit);
}
