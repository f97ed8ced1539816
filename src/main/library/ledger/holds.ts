import type { EngineId } from '@shared/domain/model.ts';
import { z } from 'zod';
import { type ReadDb, statement, type WriteDb } from '../database/db.ts';
import { number, row } from '../database/rows.ts';
import { engineOfRun } from './engine-of-run.ts';
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

const HoldRow = z.object({ run_id: z.int(), upto: z.int(), at: z.number() });

/** The hold on an engine; null when there is none, or nothing that waited then still does. */
export function holdOn(db: ReadDb, engine: EngineId): Hold | null {
  const hold = row(db, HoldRow, 'SELECT run_id, upto, at FROM holds WHERE engine = ?', engine);
  if (!hold || number(db, HELD, { engine, upto: hold.upto }) === 0) return null;
  const waiting = number(db, WAITS, { engine }) ?? 0;
  return { runId: hold.run_id, at: hold.at, waiting };
}

/**
 * Holds the engine of a run that ended in a way nobody can explain, when others of it wait. A hold that lasts stays about the run it
 * was about. Inside the transaction that writes the end.
 */
export function placeHold(db: WriteDb, runId: number, now: number): void {
  const engine = engineOfRun(db, runId);
  if (number(db, WAITS, { engine }) === 0 || holdOn(db, engine)) return;
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
