import { RevisedEntry } from '@shared/domain/edit.ts';
import type { PressId } from '@shared/domain/press.ts';
import { Failure } from '@shared/errors.ts';
import { z } from 'zod';
import { type ReadDb, statement, type WriteDb, writeTransaction } from '../database/db.ts';
import { rows } from '../database/rows.ts';
import { entryByRun } from '../history/entries.ts';
import type { Queued } from './edits.ts';

/** A stored press of a control that can spend money. */
export interface Press {
  readonly id: PressId;
  /** Digest of the call and its arguments. */
  readonly asked: string;
}

/** The runs of a press. `isNew`: this delivery queued them. */
export interface Pressed {
  readonly queued: readonly Queued[];
  readonly isNew: boolean;
}

export const RUNS_OF_PRESS =
  'SELECT id AS runId, edit_id AS editId FROM runs WHERE press IS NOT NULL AND press = ? ORDER BY press_place';

/**
 * Returns the runs that a press queued earlier, or null for a new press. Throws `Failure` (`bad-request`) if
 * its request was different then.
 */
export function runsOfPress(db: ReadDb, press: Press): readonly Queued[] | null {
  const asked = statement(db, 'SELECT asked FROM presses WHERE id = ?').pluck().get(press.id);
  if (asked === undefined) return null;
  if (asked !== press.asked) throw new Failure('bad-request', { reason: 'press-reused' });
  return rows(db, z.object({ runId: z.int(), editId: z.int() }), RUNS_OF_PRESS, press.id);
}

/**
 * Queues the request of a press once. The press and its runs are stored together or not at all. `queue` adds
 * the runs and isn't called for a known press.
 */
export function queueOnce(db: WriteDb, press: Press, now: number, queue: () => readonly Queued[]): Pressed {
  return writeTransaction(db, () => {
    const before = runsOfPress(db, press);
    if (before) return { queued: before, isNew: false };
    statement(db, 'INSERT INTO presses (id, asked, at) VALUES (?, ?, ?)').run(press.id, press.asked, now);
    const queued = queue();
    const mark = statement(db, 'UPDATE runs SET press = ?, press_place = ? WHERE id = ?');
    for (const [place, { runId }] of queued.entries()) mark.run(press.id, place, runId);
    return { queued, isNew: true };
  });
}

/**
 * Queues a press with one run and returns its entry. The entry is read before the commit: if it can't be
 * returned, nothing is queued, so a queued run is never reported as refused.
 */
export function queueEntryOnce(
  db: WriteDb,
  press: Press,
  now: number,
  queue: () => Queued,
): { readonly entry: RevisedEntry; readonly isNew: boolean } {
  return writeTransaction(db, () => {
    const { queued, isNew } = queueOnce(db, press, now, () => [queue()]);
    const [run] = queued;
    if (!run) throw new Failure('not-found', { reason: 'run-gone' });
    return { entry: RevisedEntry.parse(entryByRun(db, run.runId)), isNew };
  });
}
