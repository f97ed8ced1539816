import { LabelWithCount } from '@shared/domain/facets.ts';
import { Failure } from '@shared/errors.ts';
import type { z } from 'zod';
import type { ReadDb } from '../database/db.ts';
import { number, numbers, row, soundRows } from '../database/rows.ts';
import { NamedRow, ROW_COLUMNS } from '../journal/journal-change.ts';
import { labelKey } from '../names.ts';

/** Tables whose rows have unique names. */
export type LabelTable = 'tags' | 'collections' | 'saved_searches' | 'presets';

/** Sorts after all names with the same prefix, since keys are compared bytewise. */
const LAST = '\u{10ffff}';

export const byKeySql = (table: LabelTable) =>
  `SELECT id FROM ${table} WHERE key >= ? AND key < ? ORDER BY key LIMIT 200`;
export const completionsSql = (table: 'tags' | 'collections') =>
  `SELECT id, name, live FROM ${table} WHERE key >= ? AND key < ? ORDER BY key LIMIT ?`;
const columns = (table: LabelTable) => ROW_COLUMNS[table].join(', ');

/** Returns the row with this name, or null. */
export function rowByName(db: ReadDb, table: LabelTable, name: string): NamedRow | null {
  return row(db, NamedRow, `SELECT ${columns(table)} FROM ${table} WHERE key = ?`, labelKey(name));
}

/** Throws `Failure` (`not-found`). */
export function rowById(db: ReadDb, table: LabelTable, id: number): NamedRow {
  const found = row(db, NamedRow, `SELECT ${columns(table)} FROM ${table} WHERE id = ?`, id);
  if (!found) throw new Failure('not-found');
  return found;
}

/**
 * Returns the id of the next new row. Ids of deleted rows aren't reused. Call it inside the transaction that
 * uses it.
 */
export function nextId(db: ReadDb, table: LabelTable): number {
  return (number(db, 'SELECT seq FROM sqlite_sequence WHERE name = ?', table) ?? 0) + 1;
}

/** Throws `Failure` (`bad-request`) if another row of the table has this name. */
export function ensureNameIsFree(db: ReadDb, table: LabelTable, name: string, self: number | null): void {
  const other = rowByName(db, table, name);
  if (other && other.id !== self)
    throw new Failure('bad-request', { reason: 'label-taken', params: { name: other.name } }, [
      { field: 'name', reason: 'name-taken' },
    ]);
}

/** Ids of the rows with this name or, while it is being typed, with this prefix. */
export function idsByName(db: ReadDb, table: LabelTable, name: string, beginning: boolean): number[] {
  const key = labelKey(name.trim());
  const exact = rowByName(db, table, name.trim());
  if (!beginning) return exact ? [exact.id] : [];
  return numbers(db, byKeySql(table), key, key + LAST);
}

export const afterNameSql = (table: 'collections' | 'saved_searches', columns: string) =>
  `SELECT ${columns} FROM ${table} WHERE key > ? ORDER BY key LIMIT ?`;

/** At most `limit` rows by name, after a name or from the start. */
export function rowsAfterName<T>(
  db: ReadDb,
  schema: z.ZodType<T>,
  table: 'collections' | 'saved_searches',
  columns: string,
  after: string | null,
  limit: number,
): T[] {
  return soundRows(db, schema, afterNameSql(table, columns), after === null ? '' : labelKey(after), limit);
}

/** At most `limit` names with this prefix, in order. */
export function namesBeginning(
  db: ReadDb,
  table: 'tags' | 'collections',
  beginning: string,
  limit: number,
): LabelWithCount[] {
  const key = labelKey(beginning.trim());
  return soundRows(db, LabelWithCount, completionsSql(table), key, key + LAST, limit);
}
