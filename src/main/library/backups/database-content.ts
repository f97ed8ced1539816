import { DatabaseContent } from '@shared/domain/backup.ts';
import type { ReadDb } from '../database/db.ts';
import { row } from '../database/rows.ts';

/** Counts the content of a database of any version. */
export function databaseContent(db: ReadDb): DatabaseContent {
  const found = row(
    db,
    DatabaseContent,
    `SELECT (SELECT user_version FROM pragma_user_version) AS version,
       (SELECT count(*) FROM images WHERE deleted_at IS NULL) AS pictures,
       (SELECT count(*) FROM edits) AS edits,
       (SELECT count(*) FROM runs) AS runs`,
  );
  if (!found) throw new Error('a query without a table has one row');
  return found;
}
