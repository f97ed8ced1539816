import type { ReadDb } from '../database/db.ts';
import { number } from '../database/rows.ts';

const YEAR_MS = 366 * 24 * 3_600_000;

/** The newest times that a library holds. */
const NEWEST_SQL = `SELECT max(at) FROM (
  SELECT * FROM (SELECT created_at AS at FROM images ORDER BY id DESC LIMIT 1)
  UNION ALL SELECT * FROM (SELECT at FROM run_events ORDER BY id DESC LIMIT 1)
  UNION ALL SELECT * FROM (SELECT at FROM journal ORDER BY id DESC LIMIT 1)
  UNION ALL SELECT max(at) FROM set_aside
  UNION ALL SELECT max(created_at) FROM masks WHERE used_at IS NULL)`;

/**
 * Whether the clock may be right: if it is more than a year ahead of everything in the library, it is
 * probably wrong, and nothing is deleted by age.
 */
export function isClockPlausible(db: ReadDb, now: number): boolean {
  const newest = number(db, NEWEST_SQL);
  return newest === null || now - newest <= YEAR_MS;
}
