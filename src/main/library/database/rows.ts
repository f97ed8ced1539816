import { Failure } from '@shared/errors.ts';
import { z } from 'zod';
import { type ReadDb, statement } from './db.ts';

/* Rows are parsed where they are read, because any version of Reseed or a damaged disk may have written them.
   `rows` and `row` throw on a damaged row, for work that must not continue with incomplete data. `soundRows`
   skips and logs it, for lists: one damaged row must not hide the others. */

/** Values of named or positional parameters. */
type Params = readonly unknown[];

/** Returns all rows of a query. Throws `Failure` (`internal`) naming the damaged columns. */
export function rows<T>(db: ReadDb, schema: z.ZodType<T>, sql: string, ...params: Params): T[] {
  return statement(db, sql)
    .all(...params)
    .map((row) => parseRow(schema, row, sql));
}

/** Returns the first row of a query, or null. Throws like `rows`. */
export function row<T>(db: ReadDb, schema: z.ZodType<T>, sql: string, ...params: Params): T | null {
  const found = statement(db, sql).get(...params);
  return found === undefined ? null : parseRow(schema, found, sql);
}

/** Returns the valid rows of a query. Each damaged one is logged once. */
export function soundRows<T>(db: ReadDb, schema: z.ZodType<T>, sql: string, ...params: Params): T[] {
  return statement(db, sql)
    .all(...params)
    .flatMap((found) => {
      const parsed = schema.safeParse(found);
      if (parsed.success) return [parsed.data];
      reportDamage(db, {
        id: Id.safeParse(found).data?.id ?? null,
        columns: columnsOf(parsed.error).join(', '),
      });
      return [];
    });
}

/** A column with JSON. */
export function jsonText<T>(schema: z.ZodType<T>): z.ZodType<T, string> {
  return z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'not JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema as z.ZodType<T, unknown>);
}

const Id = z.object({ id: z.int() });

/** A row that a list skips: its id if it has one, and the problem. */
export interface DamagedRow {
  readonly id: number | null;
  readonly columns: string;
}
const reporters = new WeakMap<ReadDb, (damage: DamagedRow) => void>();

/** Sets `report`, which is called once for each damaged row that a list skips. */
export function watchDamagedRows(db: ReadDb, report: (damage: DamagedRow) => void): void {
  const seen = new Set<string>();
  reporters.set(db, (damage) => {
    const key = `${damage.columns} ${damage.id}`;
    if (seen.has(key)) return;
    seen.add(key);
    report(damage);
  });
}

export function reportDamage(db: ReadDb, damage: DamagedRow): void {
  reporters.get(db)?.(damage);
}

/**
 * Returns one column of numbers, such as ids. Lists have a million of them, so each is checked with `typeof`
 * instead of a schema.
 */
export function numbers(db: ReadDb, sql: string, ...params: Params): number[] {
  const values = statement(db, sql)
    .pluck()
    .all(...params);
  return checkedNumbers(values, sql);
}

/** Checks values that were already read. */
export function checkedNumbers(values: unknown[], sql: string): number[] {
  if (!areNumbers(values)) throw damaged(sql, []);
  return values;
}

function areNumbers(values: unknown[]): values is number[] {
  for (const value of values) if (typeof value !== 'number') return false;
  return true;
}

/** Returns one number, such as a count. Null if there is no row or no value. */
export function number(db: ReadDb, sql: string, ...params: Params): number | null {
  const value = statement(db, sql)
    .pluck()
    .get(...params);
  if (value === undefined || value === null) return null;
  if (typeof value !== 'number') throw damaged(sql, []);
  return value;
}

/** Returns one column of texts. */
export function texts(db: ReadDb, sql: string, ...params: Params): string[] {
  return z.array(z.string()).parse(
    statement(db, sql)
      .pluck()
      .all(...params),
  );
}

function parseRow<T>(schema: z.ZodType<T>, found: unknown, sql: string): T {
  const parsed = schema.safeParse(found);
  if (!parsed.success) throw damaged(sql, columnsOf(parsed.error));
  return parsed.data;
}

function columnsOf(error: z.ZodError): string[] {
  return [...new Set(error.issues.map(({ path }) => path.join('.')))];
}

function damaged(sql: string, where: string[]): Failure {
  const table = /\bFROM (\w+)/.exec(withoutSubqueries(sql))?.[1] ?? '';
  return new Failure('internal', { reason: 'table-damaged', params: { table, where } });
}

/** Returns a query without its parenthesized parts. */
function withoutSubqueries(sql: string): string {
  const shorter = sql.replace(/\([^()]*\)/g, '');
  return shorter === sql ? sql : withoutSubqueries(shorter);
}
