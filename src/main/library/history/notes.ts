import { Failure } from '@shared/errors.ts';
import { type ReadDb, statement } from '../database/db.ts';
import { type Change, resultIds } from '../journal/journal-change.ts';

/** Returns the change that sets an edit's note or branch name, or null if it is unchanged. Throws `not-found`. */
export function textChange(
  db: ReadDb,
  edit: number,
  text: 'note' | 'branch',
  after: string | null,
): Change | null {
  const row = statement(db, `SELECT ${text} AS before FROM edits WHERE id = ?`).get(edit);
  if (!row) throw new Failure('not-found', { reason: 'edit-gone' });
  const { before } = row as { before: string | null };
  return before === after ? null : { edit, text, before, after, pictures: resultIds(db, edit) };
}
