import type { EngineId } from '@shared/domain/model.ts';
import { z } from 'zod';
import { type ReadDb, statement, type WriteDb } from '../database/db.ts';
import { number, row } from '../database/rows.ts';
import { engineOfRun } from './engine-of-run.ts';
import { OPEN } from './run-conditions.ts';

/** Why the runs of an engine wait for an answer, and how many do. */
export interface Hold {
  /** The run that ended without an explanation. */
  readonly runId: number;
  readonly at: number;
  readonly waiting: number;
}

/** Includes active runs that were not sent: they are requeued. */
const WAITS = `SELECT count(*) FROM runs WHERE ${OPEN} AND state IN ('queued', 'uploading') AND engine = @engine`;
/** `+id` makes SQLite scan the few open runs instead of all runs by id. */
export const HELD = `${WAITS} AND +id <= @upto`;

const HoldRow = z.object({ run_id: z.int(), upto: z.int(), at: z.number() });

/** Returns the hold on an engine. Null if there is none, or if no run that waited then still waits. */
export function holdOn(db: ReadDb, engine: EngineId): Hold | null {
  const hold = row(db, HoldRow, 'SELECT run_id, upto, at FROM holds WHERE engine = ?', engine);
  if (!hold || number(db, HELD, { engine, upto: hold.upto }) === 0) return null;
  const waiting = number(db, WAITS, { engine }) ?? 0;
  return { runId: hold.run_id, at: hold.at, waiting };
}

/**
 * Holds the engine of a run that ended without an explanation, if others of it wait. An existing hold keeps
 * its run. Call it inside the transaction that records the end.
 */
export function placeHold(db: WriteDb, runId: number, now: number): void {
  const engine = engineOfRun(db, runId);
  if (number(db, WAITS, { engine }) === 0 || holdOn(db, engine)) return;
  writeHold(db, engine, runId, now);
}

/** Moves an engine's hold to another run: the one that went first, which ended no better. */
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
