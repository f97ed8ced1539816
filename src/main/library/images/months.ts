import { monthName } from '@shared/local-day.ts';
import { z } from 'zod';
import { statement, type WriteDb, writeTransaction } from '../database/db.ts';
import { rows } from '../database/rows.ts';

/** Number of images checked per slice: about a millisecond if their months are right. */
const SLICE_ROWS = 1000;

const MonthRow = z.object({ id: z.int(), at: z.number(), month: z.string().nullable() });
const PAGE_SQL = 'SELECT id, created_at AS at, month FROM images WHERE id > ? ORDER BY id LIMIT ?';

/** The time zone of this process, such as `Europe/Berlin`. */
function zoneName(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/**
 * Rewrites the images' months if they were computed in another time zone: a month is the one on the user's
 * clock. Yields after each slice, so that the caller can do other work. If interrupted, it restarts next
 * time. Returns whether any month changed.
 */
export function* writeMonths(db: WriteDb): Generator<void, boolean> {
  const zone = zoneName();
  const written = statement(db, 'SELECT zone FROM month_zone').pluck().get();
  if (written === zone) return false;
  const set = statement(db, 'UPDATE images SET month = ? WHERE id = ?');
  let changed = false;
  for (let after = 0; ; ) {
    const page = rows(db, MonthRow, PAGE_SQL, after, SLICE_ROWS);
    const wrong = page.filter(({ at, month }) => month !== monthName(at));
    if (wrong.length > 0)
      writeTransaction(db, () => {
        for (const { id, at } of wrong) set.run(monthName(at), id);
      });
    changed ||= wrong.length > 0;
    const last = page.at(-1);
    if (!last) break;
    after = last.id;
    yield;
  }
  statement(db, 'INSERT OR REPLACE INTO month_zone (id, zone) VALUES (1, ?)').run(zone);
  return changed;
}
