import type { EngineId } from '@shared/domain/model.ts';
import { type ReadDb, statement, type WriteDb } from '../database/db.ts';
import { number } from '../database/rows.ts';
import { OPEN } from './run-conditions.ts';

/** Why the runs of an engine wait for an answer, and how many do. */
export interface Hold {
  /** The run that ended in a way nobody can explain. */
  readonly runId: number;
  readonly at: number;
  readonly waiting: number;
}

/** Also those that are on their way and were not sent: they go back into the queue. */
const WAITS = `SELECT count(*) FROM runs WHERE ${OPEN} AND state IN ('queued', 'uploading') AND engine = @engine`;
/** `+id`: the few that are open are walked, not all runs there ever were. */
export const HELD = `${WAITS} AND +id <= @upto`;

/** The hold on an engine; null when there is none, or nothing that waited then still does. */
export function holdOn(db: ReadDb, engine: EngineId): Hold | null {
  const row = statement(db, 'SELECT run_id, upto, at FROM holds WHERE engine = ?').get(engine) as
    | { run_id: number; upto: number; at: number }
    | undefined;
  if (!row || statement(db, HELD).pluck().get({ engine, upto: row.upto }) === 0) return null;
  const waiting = number(db, WAITS, { engine }) ?? 0;
  return { runId: row.run_id, at: row.at, waiting };
}

/**
 * Holds the engine of a run that ended in a way nobody can explain, when others of it wait. A hold that lasts stays about the run it
 * was about. Inside the transaction that writes the end.
 */
export function placeHold(db: WriteDb, runId: number, now: number): void {
  const engine = statement(db, 'SELECT engine FROM runs WHERE id = ?').pluck().get(runId) as EngineId;
  if (statement(db, WAITS).pluck().get({ engine }) === 0 || holdOn(db, engine)) return;
  writeHold(db, engine, runId, now);
}

/** Makes the hold on an engine be about another run: the one that went ahead ended no better. */
export function moveHold(db: WriteDb, engine: EngineId, runId: number, now: number): void {
  writeHold(db, engine, runId, now);
}

export function liftHold(db: WriteDb, engine: EngineId): void {
  statement(db, 'DELETE FROM holds WHERE engine = ?').run(engine);
}

function writeHold(db: WriteDb, engine: EngineId, runId: number, at: number): void {
  statement(
    db,
    `INSERT INTO holds (engine, run_id, upto, at) VALUES (?, ?, (SELECT max(id) FROM runs), ?)
     ON CONFLICT (engine) DO UPDATE SET run_id = excluded.run_id, upto = excluded.upto, at = excluded.at`,
  ).run(engine, runId, at);
}
