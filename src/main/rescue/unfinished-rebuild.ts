import { z } from 'zod';
import { type ReadDb, statement, type WriteDb, writeTransaction } from '../library/database/db.ts';
import { row } from '../library/database/rows.ts';

/* The record of a rebuilt library to which files without a sidecar are still being added. It exists until they are, so
   that the next start continues. */

const UnfinishedRebuild = z.object({
  /** Number of pictures that came from sidecars. */
  restored: z.int().nonnegative(),
  /** Number of files without one. */
  total: z.int().nonnegative(),
});
type UnfinishedRebuild = Readonly<z.infer<typeof UnfinishedRebuild>>;

/** Records what is left to add to a rebuilt database. */
export function recordUnfinished(db: WriteDb, { restored, total }: UnfinishedRebuild): void {
  const sql = 'INSERT OR REPLACE INTO unfinished_rebuild (only, restored, total) VALUES (1, ?, ?)';
  writeTransaction(db, () => statement(db, sql).run(restored, total));
}

/** Returns what was left to add to this database, or null if nothing is. */
export function unfinishedRebuild(db: ReadDb): UnfinishedRebuild | null {
  return row(db, UnfinishedRebuild, 'SELECT restored, total FROM unfinished_rebuild');
}

/** Removes the record. Call it within a transaction. */
export function forgetUnfinished(db: WriteDb): void {
  statement(db, 'DELETE FROM unfinished_rebuild').run();
}
