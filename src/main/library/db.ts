import { Failure } from '@shared/errors.ts';
import Database from 'better-sqlite3';
import { MIGRATIONS } from './migrations/index.ts';

/** A connection that queries may read from. */
export type ReadDb = Database.Database & { readonly readable: unique symbol };
/** A connection that queries may write to; a write is one transaction (`writeTransaction`). */
export type WriteDb = ReadDb & { readonly writable: unique symbol };

/**
 * Opens the library's database and brings it to the newest version.
 * A file from a newer version is refused untouched (`library-newer`).
 * `synchronous=FULL` is set by hand: better-sqlite3's build defaults to NORMAL in WAL, which may lose a commit.
 */
export function openDatabase(path: string): WriteDb {
  const db = new Database(path) as WriteDb;
  try {
    refuseNewer(db);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('busy_timeout = 5000');
    migrate(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function schemaVersion(db: WriteDb): number {
  return db.pragma('user_version', { simple: true }) as number;
}

function refuseNewer(db: WriteDb): void {
  const newest = MIGRATIONS.at(-1)?.version ?? 0;
  if (schemaVersion(db) > newest) throw new Failure('library-newer');
}

function migrate(db: WriteDb): void {
  for (const { version, sql } of MIGRATIONS) {
    if (schemaVersion(db) >= version) continue;
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${version}`);
    }).immediate();
  }
}

/** Runs `work` in one immediate transaction; `work` is synchronous. */
export function writeTransaction<T>(db: WriteDb, work: () => T): T {
  return db.transaction(work).immediate();
}
