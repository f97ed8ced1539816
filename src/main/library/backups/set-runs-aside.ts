import Database from 'better-sqlite3';
import type { ReadDb } from '../database/db.ts';
import { number, texts } from '../database/rows.ts';

/** Paid runs that had not ended when the backup was made: they were sent since then, or may have been. */
const OPEN_PAID = `engine <> 'practice' AND state IN ('queued', 'uploading', 'sending', 'accepted', 'downloading')`;

/**
 * Marks the open paid runs of a restored database as `uncertain`, and answers how many there are. Sending them now could charge for them
 * a second time: only the user decides on them.
 */
export function setOpenRunsAside(path: string, at: number): number {
  const db = new Database(path, { fileMustExist: true });
  try {
    return db
      .transaction(() => {
        const count = number(db as ReadDb, `SELECT count(*) FROM runs WHERE ${OPEN_PAID}`) ?? 0;
        db.prepare(
          `INSERT INTO run_events (run_id, state, at) SELECT id, 'uncertain', ? FROM runs WHERE ${OPEN_PAID}`,
        ).run(at);
        db.prepare(
          `UPDATE runs SET state = 'uncertain', charged = 'unknown', finished_at = ?, error_code = 'outcome-unknown'
             ${explanations(db as ReadDb)} WHERE ${OPEN_PAID}`,
        ).run(at);
        return count;
      })
      .immediate();
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
