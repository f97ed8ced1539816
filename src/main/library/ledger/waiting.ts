import type { EngineId } from '@shared/domain/model.ts';
import { type ReadDb, statement, type WriteDb } from '../database/db.ts';
import { numbers } from '../database/rows.ts';
import { OPEN } from './run-conditions.ts';

/** Ids of the waiting runs of one engine or all, in order. */
export function waitingIds(db: ReadDb, engine: EngineId | null): number[] {
  return numbers(
    db,
    `SELECT id FROM runs WHERE ${OPEN} AND state = 'queued' AND (@engine IS NULL OR engine = @engine) ORDER BY position, id`,
    { engine },
  );
}

/** A `Change` of the journal: canceled waiting runs. */
interface CancelRuns {
  readonly runs: number[];
  readonly before: 'queued';
  readonly after: 'cancelled';
}

/** Returns the change that cancels those runs that still wait, or null if none does. */
export function cancelChange(db: ReadDb, ids: readonly number[]): CancelRuns | null {
  const runs = numbers(
    db,
    `SELECT id FROM runs WHERE id IN (SELECT value FROM json_each(?)) AND state = 'queued' ORDER BY position, id`,
    JSON.stringify(ids),
  );
  return runs.length === 0 ? null : { runs, before: 'queued', after: 'cancelled' };
}

const NOW = `CAST(unixepoch('subsec') * 1000 AS INTEGER)`;

/**
 * Cancels waiting runs, or requeues canceled ones at their old positions. Applies only to runs that were
 * never sent and not run again since. Others are unchanged. Runs inside the caller's transaction.
 */
export function setWaiting(db: WriteDb, runs: readonly number[], to: 'queued' | 'cancelled'): void {
  const move = statement(
    db,
    to === 'cancelled'
      ? `UPDATE runs SET state = 'cancelled', finished_at = ${NOW}, error_code = NULL, error_reason = NULL,
           error_params = NULL, error_quote = NULL
         WHERE id = ? AND state = 'queued'`
      : `UPDATE runs SET state = 'queued', finished_at = NULL, cleared_at = NULL
         WHERE id = ? AND state = 'cancelled' AND charged = 'no' AND started_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM runs AS later WHERE later.edit_id = runs.edit_id AND later.id > runs.id)`,
  );
  const note = statement(db, `INSERT INTO run_events (run_id, state, at) VALUES (?, ?, ${NOW})`);
  for (const id of runs) if (move.run(id).changes > 0) note.run(id, to);
}
