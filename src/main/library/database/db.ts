import Database from 'better-sqlite3';
import { systemFailure } from '../../system-failure.ts';

/** A connection that queries may read from. */
export type ReadDb = Database.Database & { readonly readable: unique symbol };
/** A connection that queries may write to; a write is one transaction (`writeTransaction`). */
export type WriteDb = ReadDb & { readonly writable: unique symbol };

/** SQLite's own errors as a `Failure` for those the user can do something about; others as they are. */
export function asFailure(error: unknown): unknown {
  return error instanceof Database.SqliteError ? systemFailure(error) : error;
}

/** Looks at each write transaction. */
export interface WriteGuard {
  /** Before the first statement, in the transaction. */
  begin(): void;
  /** Before the commit; what it throws undoes the transaction. */
  beforeCommit(): void;
}
const guards = new WeakMap<Database.Database, WriteGuard>();

/** From now on `guard` looks at each write transaction of a connection. */
export function guardWrites(db: WriteDb, guard: WriteGuard): void {
  guards.set(db, guard);
}

/** Runs `work` in one immediate transaction; `work` is synchronous. */
export function writeTransaction<T>(db: WriteDb, work: () => T): T {
  const guard = db.inTransaction ? undefined : guards.get(db);
  if (!guard) return db.transaction(work).immediate();
  return db
    .transaction(() => {
      guard.begin();
      const result = work();
      guard.beforeCommit();
      return result;
    })
    .immediate();
}

/**
 * Prepared statements that a connection keeps. The app has some 300 of its own; those of lists differ by filter and search, without
 * end, and each takes some ten kilobytes.
 */
export const STATEMENTS_MAX = 500;
const prepared = new WeakMap<Database.Database, Map<string, Database.Statement>>();

/** A prepared statement, compiled once a connection; the one that was not used for longest makes room for a new one. */
export function statement(db: ReadDb, sql: string): Database.Statement {
  const known = prepared.get(db) ?? new Map<string, Database.Statement>();
  prepared.set(db, known);
  const found = known.get(sql) ?? db.prepare(sql);
  known.delete(sql);
  known.set(sql, found);
  if (known.size > STATEMENTS_MAX) {
    const [oldest = ''] = known.keys();
    known.delete(oldest);
  }
  return found;
}
