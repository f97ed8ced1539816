import { dirname } from 'node:path';
import { Failure } from '@shared/errors.ts';
import Database from 'better-sqlite3';
import { isReadOnly } from '../../folder-probe.ts';
import { codeOf } from '../../system-codes.ts';
import { systemFailure } from '../../system-failure.ts';

/** A connection for reading. */
export type ReadDb = Database.Database & { readonly readable: unique symbol };
/** A connection for writing. Each write is one transaction (`writeTransaction`). */
export type WriteDb = ReadDb & { readonly writable: unique symbol };

/** Converts SQLite errors the user can act on into a `Failure`. Returns others unchanged. */
export function asFailure(error: unknown): unknown {
  return error instanceof Database.SqliteError ? systemFailure(error) : error;
}

/** Observes every write transaction. */
export interface WriteGuard {
  /** Whether nothing was written yet. The first write is always synced: if it were lost, the library would be in doubt. */
  isFirst(): boolean;
  /** Called inside the transaction, before the first statement. */
  begin(): void;
  /** Called before the commit. Throwing rolls the transaction back. */
  beforeCommit(): void;
  /** Called after the commit, which took `ms` milliseconds, nearly all of it in the disk. */
  committed(ms: number): void;
}
const guards = new WeakMap<Database.Database, WriteGuard>();

/** Attaches `guard` to every later write transaction of a connection. */
export function guardWrites(db: WriteDb, guard: WriteGuard): void {
  guards.set(db, guard);
}

/**
 * Runs `work` in one immediate transaction. `work` is synchronous. Throws what `work` throws, SQLite's own
 * errors, and `library-read-only` if the folder isn't writable: SQLite reports that as an I/O error, like a
 * broken disk.
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

/**
 * Like `writeTransaction`, without waiting for the disk: a power cut may undo it. The next `writeTransaction` makes both
 * durable, because the log is synced as a whole. Only for what the app repeats without harm.
 */
export function writeUnsynced<T>(db: WriteDb, work: () => T): T {
  // SQLite refuses the change within a transaction, whose commit syncs this one too.
  if (db.inTransaction || guards.get(db)?.isFirst()) return writeTransaction(db, work);
  db.pragma('synchronous = NORMAL');
  try {
    return writeTransaction(db, work);
  } finally {
    db.pragma('synchronous = FULL');
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
  // Deferred, so that an error in a listener can't make a committed write look refused.
  queueMicrotask(() => guard.committed(ms));
  return result;
}

/**
 * Maximum number of cached prepared statements per connection. The app has about 300 fixed ones. Those of
 * lists vary with filter and search, and each takes some ten kilobytes.
 */
export const STATEMENTS_MAX = 500;
const prepared = new WeakMap<Database.Database, Map<string, Database.Statement>>();

/** Returns a prepared statement, compiled once per connection. The cache evicts the least recently used one. */
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
