import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { Failure } from '@shared/errors.ts';
import Database from 'better-sqlite3';
import { MIGRATIONS } from './migrations/index.ts';

/** A connection that queries may read from. */
export type ReadDb = Database.Database & { readonly readable: unique symbol };
/** A connection that queries may write to; a write is one transaction (`writeTransaction`). */
export type WriteDb = ReadDb & { readonly writable: unique symbol };

const HEADER_BYTES = 100;
const MAGIC = 'SQLite format 3\0';
const USER_VERSION_AT = 60;

/**
 * Opens the library's database and brings it to the newest version.
 * A file from a newer version is refused untouched (`library-newer`), one that is not a database with `library-damaged`.
 * `synchronous=FULL` is set by hand: better-sqlite3's build defaults to NORMAL in WAL, which may lose a commit.
 */
export function openDatabase(path: string): WriteDb {
  refuseUnopened(path);
  let db: WriteDb | undefined;
  try {
    db = new Database(path) as WriteDb;
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('busy_timeout = 5000');
    migrate(db);
    return db;
  } catch (error) {
    db?.close();
    throw asFailure(error);
  }
}

/** Looks at the file before SQLite does: opening for writing replays the log, and closing folds it into the file. */
function refuseUnopened(path: string): void {
  const header = readHeader(path);
  if (header.length === 0) return;
  if (header.toString('latin1', 0, MAGIC.length) !== MAGIC) throw new Failure('library-damaged');
  refuseNewer(header.length < HEADER_BYTES ? 0 : header.readInt32BE(USER_VERSION_AT));
  // A log that was left behind may hold a newer version than the file itself.
  if ((statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) === 0) return;
  try {
    const peek = new Database(path, { readonly: true });
    try {
      refuseNewer(schemaVersion(peek));
    } finally {
      peek.close();
    }
  } catch (error) {
    throw asFailure(error);
  }
}

/** The first bytes of the file; none when there is no file. */
function readHeader(path: string): Buffer {
  if (!statSync(path, { throwIfNoEntry: false })) return Buffer.alloc(0);
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(HEADER_BYTES);
    return buffer.subarray(0, readSync(file, buffer, 0, HEADER_BYTES, 0));
  } finally {
    closeSync(file);
  }
}

function schemaVersion(db: Database.Database): number {
  return db.pragma('user_version', { simple: true }) as number;
}

function refuseNewer(version: number): void {
  if (version > (MIGRATIONS.at(-1)?.version ?? 0)) throw new Failure('library-newer');
}

function migrate(db: WriteDb): void {
  for (const { version, sql, after } of MIGRATIONS) {
    if (schemaVersion(db) >= version) continue;
    db.transaction(() => {
      db.exec(sql);
      after?.(db);
      db.pragma(`user_version = ${version}`);
    }).immediate();
  }
}

/** SQLite's own errors as a `Failure` for those the user can do something about; others as they are. */
export function asFailure(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  if (error.code === 'SQLITE_FULL') return new Failure('disk-full');
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(error.code)) return new Failure('library-damaged');
  return error;
}

/** Runs `work` in one immediate transaction; `work` is synchronous. */
export function writeTransaction<T>(db: WriteDb, work: () => T): T {
  return db.transaction(work).immediate();
}

const prepared = new WeakMap<Database.Database, Map<string, Database.Statement>>();

/** A prepared statement, compiled once a connection. */
export function statement(db: ReadDb, sql: string): Database.Statement {
  const known = prepared.get(db) ?? new Map<string, Database.Statement>();
  prepared.set(db, known);
  const found = known.get(sql) ?? db.prepare(sql);
  known.set(sql, found);
  return found;
}
