import { dirname } from 'node:path';
import { Failure } from '@shared/errors.ts';
import Database from 'better-sqlite3';
import { isReadOnly } from '../../folder-probe.ts';
import { codeOf, systemFailure } from '../../system-failure.ts';

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
  /** After the commit, which took `ms` milliseconds: nearly all of it is the disk's. */
  committed(ms: number): void;
}
const guards = new WeakMap<Database.Database, WriteGuard>();

/** From now on `guard` looks at each write transaction of a connection. */
export function guardWrites(db: WriteDb, guard: WriteGuard): void {
  guards.set(db, guard);
}

/**
 * Runs `work` in one immediate transaction; `work` is synchronous. Throws what `work` throws, SQLite's own errors, and
 * `library-read-only` when the folder takes no files: SQLite calls the refused write an I/O error, like that of a broken disk.
 */
export function writeTransaction<T>(db: WriteDb, work: () => T): T {
  try {
    return transact(db, work);
  } catch (error) {
    if (/^SQLITE_(IOERR|CANTOPEN)/.test(codeOf(error)) && isReadOnly(dirname(db.name)))
      throw new Failure('library-read-only');
    throw error;
  }
}

function transact<T>(db: WriteDb, work: () => T): T {
  const guard = db.inTransaction ? undefined : guards.get(db);
  if (!guard) return db.transaction(work).immediate();
  let since = 0;
  const result = db
    .transaction(() => {
      guard.begin();
      const value = work();
      guard.beforeCommit();
      since = performance.now();
      return value;
    })
    .immediate();
  const ms = performance.now() - since;
  // On its own: what is committed is never reported as refused because of a listener that throws.
  queueMicrotask(() => guard.committed(ms));
  return result;
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
