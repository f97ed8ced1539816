import type { ReadDb } from './db.ts';
import { number } from './rows.ts';

/** Highest revision issued by earlier connections. */
let highest = 0;
/** Start value of each connection. */
const starts = new WeakMap<ReadDb, number>();

/**
 * SQL for the number of rows changed through a connection so far. Select it with a record and pass it to
 * `revisionFrom`.
 */
export const CHANGES = 'total_changes()';

/**
 * Converts a `CHANGES` count into a revision. Revisions needn't outlive the process, since pages don't, but
 * they keep growing when the library is reopened.
 */
export function revisionFrom(db: ReadDb, changes: number): number {
  const known = starts.get(db);
  const start = known ?? highest + 1;
  if (known === undefined) starts.set(db, start);
  highest = Math.max(highest, start + changes);
  return start + changes;
}

/** Returns the library's current revision, for an answer read in the same turn. */
export function revisionOf(db: ReadDb): number {
  return revisionFrom(db, number(db, `SELECT ${CHANGES}`) ?? 0);
}
