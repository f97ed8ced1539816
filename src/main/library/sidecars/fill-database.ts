import Database from 'better-sqlite3';
import { z } from 'zod';
import type { WriteDb } from '../database/db.ts';
import { rows } from '../database/rows.ts';

/** Page cache while a database is filled. What exceeds it is written in between. */
const CACHE_KIB = 128 * 1024;

/** An empty database that is filled without the parts that are faster to make from all rows at once. */
export interface Filling {
  readonly db: WriteDb;
  /** Makes the indexes again that were left out. Yields after each. */
  putIndexesBack(): Generator<void>;
  /** Makes the triggers again. */
  putTriggersBack(): void;
}

const Part = z.object({ type: z.enum(['index', 'trigger']), name: z.string(), sql: z.string() });

/**
 * Opens an empty database, which nothing else has open, to fill it in one transaction, and takes its triggers and most indexes of images
 * off. Nothing is synced: the caller syncs the file afterwards, and deletes it if it isn't completed.
 */
export function openForFilling(dbPath: string): Filling {
  const db = new Database(dbPath, { fileMustExist: true }) as WriteDb;
  // Images and edits reference each other, so neither can be first.
  for (const setting of [
    'foreign_keys = OFF',
    'journal_mode = MEMORY',
    'synchronous = OFF',
    `cache_size = -${CACHE_KIB}`,
  ])
    db.pragma(setting);
  // The first two are used to find images, and to count copies.
  const parts = rows(
    db,
    Part,
    `SELECT type, name, sql FROM sqlite_schema WHERE type = 'trigger' OR (type = 'index' AND tbl_name = 'images'
       AND sql IS NOT NULL AND name NOT IN ('images_live', 'images_sha256')) ORDER BY rowid`,
  );
  db.transaction(() => {
    for (const { type, name } of parts) db.exec(`DROP ${type} ${name}`);
  })();
  return {
    db,
    *putIndexesBack() {
      for (const { type, sql } of parts) {
        if (type !== 'index') continue;
        db.exec(sql);
        yield;
      }
    },
    putTriggersBack() {
      for (const { type, sql } of parts) if (type === 'trigger') db.exec(sql);
    },
  };
}

/** Closes a filled database as a library's: with a log. */
export function closeFilled({ db }: Filling): void {
  db.pragma('journal_mode = WAL');
  db.close();
}
