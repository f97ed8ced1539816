import { meaningOf } from '../../system-failure.ts';
import type { WriteDb } from '../database/db.ts';

/**
 * Adds items together, or else each of those that can be added alone, inside the caller's transaction. Returns the others. Throws errors
 * that aren't about an item, such as a full disk: SQLite may have ended the transaction then.
 */
export function addBatch<T>(db: WriteDb, batch: readonly T[], add: (item: T) => void): T[] {
  db.exec('SAVEPOINT batch');
  try {
    for (const item of batch) add(item);
    db.exec('RELEASE batch');
    return [];
  } catch (error) {
    if (meaningOf(error) !== null) throw error;
    db.exec('ROLLBACK TO batch; RELEASE batch');
  }
  return batch.length === 1 ? [...batch] : batch.flatMap((item) => addBatch(db, [item], add));
}
