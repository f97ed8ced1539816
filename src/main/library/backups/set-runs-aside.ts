import Database from 'better-sqlite3';
import { type ReadDb, type WriteDb, writeTransaction } from '../database/db.ts';
import { texts } from '../database/rows.ts';

/** Paid runs that were open when the backup was made: they may have been sent since. */
const OPEN_PAID = `engine <> 'practice' AND state IN ('queued', 'uploading', 'sending', 'accepted', 'downloading')`;

/**
 * Marks the open paid runs of a restored database as `uncertain`. Sending them could charge for them twice,
 * so only the user decides.
 */
export function setOpenRunsAside(path: string, at: number): void {
  const db = new Database(path, { fileMustExist: true }) as WriteDb;
  try {
    writeTransaction(db, () => setRunsAside(db, at));
  } finally {
    db.close();
  }
}

/** The same for those runs of a database that a condition names, inside the caller's transaction. */
export function setRunsAside(db: WriteDb, at: number, which = 'true'): void {
  const where = `${OPEN_PAID} AND ${which}`;
  db.prepare(
    `INSERT INTO run_events (run_id, state, at) SELECT id, 'uncertain', ? FROM runs WHERE ${where}`,
  ).run(at);
  db.prepare(
    `UPDATE runs SET state = 'uncertain', charged = 'unknown', finished_at = ?, error_code = 'outcome-unknown'
       ${explanations(db)} WHERE ${where}`,
  ).run(at);
}

/** The stored reason why a run waited no longer applies. The columns depend on the backup's version. */
function explanations(db: ReadDb): string {
  const columns = texts(
    db,
    `SELECT name FROM pragma_table_info('runs') WHERE name IN ('error_reason', 'error_params', 'error_quote', 'error_detail')`,
  );
  return columns.map((name) => `, ${name} = NULL`).join('');
}
