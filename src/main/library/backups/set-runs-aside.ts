import Database from 'better-sqlite3';
import { type ReadDb, type WriteDb, writeTransaction } from '../database/db.ts';
import { texts } from '../database/rows.ts';

/** Paid runs that had not ended when the backup was made: they were sent since then, or may have been. */
const OPEN_PAID = `engine <> 'practice' AND state IN ('queued', 'uploading', 'sending', 'accepted', 'downloading')`;

/**
 * Marks the open paid runs of a restored database as `uncertain`. Sending them now could charge for them a second time: only the user
 * decides on them.
 */
export function setOpenRunsAside(path: string, at: number): void {
  const db = new Database(path, { fileMustExist: true }) as WriteDb;
  try {
    writeTransaction(db, () => {
      db.prepare(
        `INSERT INTO run_events (run_id, state, at) SELECT id, 'uncertain', ? FROM runs WHERE ${OPEN_PAID}`,
      ).run(at);
      db.prepare(
        `UPDATE runs SET state = 'uncertain', charged = 'unknown', finished_at = ?, error_code = 'outcome-unknown'
           ${explanations(db)} WHERE ${OPEN_PAID}`,
      ).run(at);
    });
  } finally {
    db.close();
  }
}

/** What explained why a run waited no longer applies. The columns depend on the version of the backup. */
function explanations(db: ReadDb): string {
  const columns = texts(
    db,
    `SELECT name FROM pragma_table_info('runs') WHERE name IN ('error_reason', 'error_params', 'error_quote', 'error_detail')`,
  );
  return columns.map((name) => `, ${name} = NULL`).join('');
}
