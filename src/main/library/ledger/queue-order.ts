import { EngineId } from '@shared/domain/model.ts';
import { Failure } from '@shared/errors.ts';
import { z } from 'zod';
import { type ReadDb, statement, type WriteDb, writeTransaction } from '../database/db.ts';
import { number, row, rows } from '../database/rows.ts';
import { OPEN, SETTLED } from './run-conditions.ts';
import { RunHead, runById } from './runs.ts';

/** Minimum distance between neighbors. Below it, the whole queue is renumbered. */
const CLOSEST = 1e-6;

const HEAD = 'id, edit_id AS editId, state, remote_id AS remoteId';

export const NEXT_QUEUED = `
  SELECT ${HEAD} FROM runs
  WHERE ${OPEN} AND state = 'queued' AND engine = ? AND id NOT IN (SELECT value FROM json_each(?))
  ORDER BY position, id LIMIT 1`;

/** Returns the first waiting run of an engine that isn't in `except`, or null. */
export function nextQueued(db: ReadDb, engine: EngineId, except: readonly number[]): RunHead | null {
  return row(db, RunHead, NEXT_QUEUED, engine, JSON.stringify(except));
}

export const ACTIVE_RUNS = `
  SELECT ${HEAD}, engine FROM runs WHERE ${OPEN} AND state <> 'queued' ORDER BY position, id`;

/** Interrupted runs in queue order. Not fully parsed: the next move repairs a damaged row. */
export function activeRuns(db: ReadDb): readonly (RunHead & { readonly engine: EngineId })[] {
  return rows(db, RunHead.extend({ engine: EngineId }), ACTIVE_RUNS);
}

export const WAITING_RUNS = `
  SELECT count(*) FROM runs
  WHERE ${OPEN} AND state = 'queued' AND engine IN (SELECT value FROM json_each(?))`;

/** Number of waiting runs of these engines. Scans open runs only. */
export function waitingRuns(db: ReadDb, engines: readonly EngineId[]): number {
  return number(db, WAITING_RUNS, JSON.stringify(engines)) ?? 0;
}

/**
 * Moves a waiting run before another open one, or to the end (`null`). Returns the ids whose position
 * changed. Throws `Failure` if the run no longer waits or the other one has finished.
 */
export function reorderRun(db: WriteDb, id: number, beforeId: number | null): readonly number[] {
  return writeTransaction(db, () => {
    if (runById(db, id).state !== 'queued') throw new Failure('bad-request', { reason: 'only-waiting' });
    const others = rows(
      db,
      z.object({ id: z.int(), position: z.number() }),
      `SELECT id, position FROM runs WHERE ${OPEN} ORDER BY position, id`,
    );
    const rest = others.filter((run) => run.id !== id);
    const at = beforeId === null ? rest.length : rest.findIndex((run) => run.id === beforeId);
    if (at === -1) throw new Failure('bad-request', { reason: 'queue-changed' });

    const before = rest[at - 1]?.position ?? (rest[at]?.position ?? 2) - 2;
    const after = rest[at]?.position ?? before + 2;
    const place = statement(db, 'UPDATE runs SET position = ? WHERE id = ?');
    if (after - before >= CLOSEST) {
      place.run((before + after) / 2, id);
      return [id];
    }
    const order = [...rest.slice(0, at).map((run) => run.id), id, ...rest.slice(at).map((run) => run.id)];
    for (const [index, runId] of order.entries()) place.run(index + 1, runId);
    return order;
  });
}

/**
 * Clears finished runs from the queue's list and returns their number. Undecided runs stay until the user
 * decides.
 */
export function clearFinished(db: WriteDb, now: number): number {
  return writeTransaction(
    db,
    () =>
      statement(
        db,
        `UPDATE runs SET cleared_at = ? WHERE ${SETTLED} AND cleared_at IS NULL AND state <> 'uncertain'`,
      ).run(now).changes,
  );
}

export const PAID_SINCE = `
  SELECT count(*) FROM runs
  WHERE engine = ? AND started_at >= ? AND (charged <> 'no' OR state = 'uploading')`;

/** Number of an engine's runs since a time that were, may have been or are about to be charged. */
export function paidRunsSince(db: ReadDb, engine: EngineId, since: number): number {
  return number(db, PAID_SINCE, engine, since) ?? 0;
}
