import { WATCHES_MAX, WATCHES_OF_MODEL_MAX, type WatchSchedule } from '@shared/domain/watch.ts';
import { Failure } from '@shared/errors.ts';
import type { ReadDb } from '../database/db.ts';
import { row } from '../database/rows.ts';
import { type Change, WatchRow } from '../journal/journal-change.ts';
import { editById } from '../ledger/edits.ts';
import { type WatchedModel, watchedEdits } from './watches.ts';

function watchRow(db: ReadDb, editId: number): WatchRow | null {
  return row(db, WatchRow, 'SELECT schedule, since, seen FROM watches WHERE edit_id = ?', editId);
}

/**
 * Returns the change that watches an edit, with the schedule of the other watched edits of its model, or null
 * if it is watched. Without others nothing is re-run until the user chooses a schedule, because it may cost
 * money. Throws `not-found`, or `bad-request` if too many are watched.
 */
export function newWatch(db: ReadDb, editId: number, now: number): Change | null {
  if (watchRow(db, editId)) return null;
  const { engine, model } = editById(db, editId).request;
  const ofModel = watchedEdits(db, { engine, model });
  if (ofModel.length >= WATCHES_OF_MODEL_MAX)
    throw new Failure('bad-request', {
      reason: 'too-many-watches-of-model',
      params: { max: WATCHES_OF_MODEL_MAX },
    });
  if (watchedEdits(db).length >= WATCHES_MAX)
    throw new Failure('bad-request', { reason: 'too-many-watches', params: { max: WATCHES_MAX } });
  const schedule = ofModel[0]?.schedule ?? 'demand';
  return { watch: editId, before: null, after: { schedule, since: now, seen: null } };
}

/** Returns null if the edit isn't watched. */
export function endWatch(db: ReadDb, editId: number): Change | null {
  const before = watchRow(db, editId);
  return before && { watch: editId, before, after: null };
}

/** Returns the changes that set the schedule of all watched edits of a model. */
export function scheduleWatches(
  db: ReadDb,
  { schedule, ...of }: WatchedModel & { readonly schedule: WatchSchedule },
): Change[] {
  return watchedEdits(db, of)
    .filter((one) => one.schedule !== schedule)
    .map(({ editId, since, seen, ...one }) => {
      const before = { schedule: one.schedule, since, seen };
      return { watch: editId, before, after: { ...before, schedule } };
    });
}
