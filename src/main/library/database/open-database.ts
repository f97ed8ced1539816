import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { Failure } from '@shared/errors.ts';
import Database from 'better-sqlite3';
import { asFailure, type WriteDb } from './db.ts';
import { MIGRATIONS } from './migrations/index.ts';

const HEADER_BYTES = 100;
const MAGIC = 'SQLite format 3\0';
const USER_VERSION_AT = 60;
/** Maximum wait (ms) for another program's lock. It blocks the whole app. */
const BUSY_MS = 1000;

/**
 * Opens the library's database and migrates it to the newest version. A file of a newer version is left
 * unchanged (`library-newer`), as is one that isn't a database (`library-damaged`) or contains no library
 * (`library-missing`, unless `mayBeNew` says this can be a first start). `synchronous=FULL` is set
 * explicitly: better-sqlite3 defaults to NORMAL in WAL, which may lose a commit.
 */
export function openDatabase(path: string, mayBeNew: () => boolean = () => true): WriteDb {
  if (lookUnopened(path) === 0 && !mayBeNew()) throw new Failure('library-missing');
  let db: WriteDb | undefined;
  try {
    db = new Database(path, { timeout: BUSY_MS }) as WriteDb;
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    migrate(db);
    return db;
  } catch (error) {
    db?.close();
    throw asFailure(error);
  }
}

/**
 * Inspects the file before SQLite: opening for writing replays the log, and closing merges it into the file.
 * Returns the library's version, or 0 if the file is missing, empty or without tables.
 */
function lookUnopened(path: string): number {
  const header = readHeader(path);
  if (header.length === 0) return 0;
  if (header.toString('latin1', 0, MAGIC.length) !== MAGIC) throw new Failure('library-damaged');
  const version = header.length < HEADER_BYTES ? 0 : header.readInt32BE(USER_VERSION_AT);
  refuseNewer(version);
  // A leftover log may contain a newer version than the file.
  if (sizeOf(`${path}-wal`) === 0) return version;
  try {
    const peek = new Database(path, { readonly: true, timeout: BUSY_MS });
    try {
      const newest = schemaVersion(peek);
      refuseNewer(newest);
      return newest;
    } finally {
      peek.close();
    }
  } catch (error) {
    throw asFailure(error);
  }
}

/** Whether opening the database will migrate it. `openDatabase` rejects unreadable files. */
export function isOlder(path: string): boolean {
  try {
    const version = lookUnopened(path);
    return version > 0 && version < newestVersion();
  } catch {
    return false;
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** Returns the first bytes of the file, or none if there is no file. */
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
  if (version > newestVersion()) throw new Failure('library-newer');
}

/** All in one transaction: on a slow disk, a first start must not wait for eight commits. */
function migrate(db: WriteDb): void {
  if (schemaVersion(db) >= newestVersion()) return;
  db.transaction(() => {
    for (const { version, sql, after } of MIGRATIONS) {
      if (schemaVersion(db) >= version) continue;
      db.exec(sql);
      after?.(db);
      db.pragma(`user_version = ${version}`);
    }
  }).immediate();
}

function newestVersion(): number {
  return MIGRATIONS.at(-1)?.version ?? 0;
}
