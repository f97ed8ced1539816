import { LabelWithCount } from '@shared/domain/facets.ts';
import { Failure } from '@shared/errors.ts';
import type { z } from 'zod';
import type { ReadDb } from '../database/db.ts';
import { number, numbers, row, soundRows } from '../database/rows.ts';
import { NamedRow, ROW_COLUMNS } from '../journal/journal-change.ts';
import { labelKey } from '../names.ts';

/** The tables whose rows have a name that is theirs alone. */
export type LabelTable = 'tags' | 'collections' | 'saved_searches' | 'presets';

/** What comes after all names that begin so: keys are compared by their bytes. */
const LAST = '\u{10ffff}';

export const byKeySql = (table: LabelTable) =>
  `SELECT id FROM ${table} WHERE key >= ? AND key < ? ORDER BY key LIMIT 200`;
export const completionsSql = (table: 'tags' | 'collections') =>
  `SELECT id, name, live FROM ${table} WHERE key >= ? AND key < ? ORDER BY key LIMIT ?`;
const columns = (table: LabelTable) => ROW_COLUMNS[table].join(', ');

/** The row of this name; null when there is none. */
export function rowByName(db: ReadDb, table: LabelTable, name: string): NamedRow | null {
  return row(db, NamedRow, `SELECT ${columns(table)} FROM ${table} WHERE key = ?`, labelKey(name));
}

/** Throws `Failure` (`not-found`). */
export function rowById(db: ReadDb, table: LabelTable, id: number): NamedRow {
  const found = row(db, NamedRow, `SELECT ${columns(table)} FROM ${table} WHERE id = ?`, id);
  if (!found) throw new Failure('not-found');
  return found;
}

/** The id that the next new row gets; those of deleted rows are not used again. Inside the transaction that uses it. */
export function nextId(db: ReadDb, table: LabelTable): number {
  return (number(db, 'SELECT seq FROM sqlite_sequence WHERE name = ?', table) ?? 0) + 1;
}

/** Throws `Failure` (`bad-request`) when another row of the table has this name. */
export function ensureNameIsFree(db: ReadDb, table: LabelTable, name: string, self: number | null): void {
  const other = rowByName(db, table, name);
  if (other && other.id !== self)
    throw new Failure('bad-request', { reason: 'label-taken', params: { name: other.name } }, [
      { field: 'name', reason: 'name-taken' },
    ]);
}

/** Ids of the rows of this name or, while it is being typed, of all whose name begins so. */
export function idsByName(db: ReadDb, table: LabelTable, name: string, beginning: boolean): number[] {
  const key = labelKey(name.trim());
  const exact = rowByName(db, table, name.trim());
  if (!beginning) return exact ? [exact.id] : [];
  return numbers(db, byKeySql(table), key, key + LAST);
}

export const afterNameSql = (table: 'collections' | 'saved_searches', columns: string) =>
  `SELECT ${columns} FROM ${table} WHERE key > ? ORDER BY key LIMIT ?`;

/** Rows by name behind a name, or from the beginning: at most `limit`. */
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

/** Names that begin so, in the order of names, at most `limit`. */
export function namesBeginning(
  db: ReadDb,
  table: 'tags' | 'collections',
  beginning: string,
  limit: number,
): LabelWithCount[] {
  const key = labelKey(beginning.trim());
  return soundRows(db, LabelWithCount, completionsSql(table), key, key + LAST, limit);
}
