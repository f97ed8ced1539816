import type { ReadDb } from './db.ts';
import { number } from './rows.ts';

/** The highest revision given out by connections that were opened before. */
let highest = 0;
/** What each connection counts from. */
const starts = new WeakMap<ReadDb, number>();

/** SQL of the rows changed through a connection so far: select it beside a record, and pass it to `revisionFrom`. */
export const CHANGES = 'total_changes()';

/**
 * Turns a count of `CHANGES` into a revision. Revisions need not outlive the process, since the pages do not, but they grow when
 * the library is opened again in it.
 */
export function revisionFrom(db: ReadDb, changes: number): number {
  const known = starts.get(db);
  const start = known ?? highest + 1;
  if (known === undefined) starts.set(db, start);
  highest = Math.max(highest, start + changes);
  return start + changes;
}

/** Returns the revision of the library now, for an answer that is read in the same turn. */
export function revisionOf(db: ReadDb): number {
  return revisionFrom(db, number(db, `SELECT ${CHANGES}`) ?? 0);
}
