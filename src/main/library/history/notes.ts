import { Failure } from '@shared/errors.ts';
import { type ReadDb, statement } from '../database/db.ts';
import { type Change, resultIds } from '../journal/journal-change.ts';

/** The change that writes a note on an edit, or names the branch it begins; null when it says so already. Throws `not-found`. */
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
