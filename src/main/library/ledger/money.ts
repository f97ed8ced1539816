import type { EngineId } from '@shared/domain/model.ts';
import type { Charge, RunState } from '@shared/domain/run.ts';
import { type ReadDb, statement } from '../database/db.ts';

/* What runs cost, newest first. Times are milliseconds since 1970; `from` belongs to a span, `to` does not. */

export const LAST_START = 'SELECT max(started_at) FROM runs WHERE started_at >= ? AND started_at < ?';

/** When the newest run of a span was started; null when there is none. */
export function lastStart(db: ReadDb, from: number, to: number): number | null {
  return statement(db, LAST_START).pluck().get(from, to) as number | null;
}

export interface RunSum {
  readonly engine: EngineId;
  readonly state: RunState;
  readonly runs: number;
  readonly charged: number;
  readonly unknown: number;
}

export const RUN_SUMS = `
  SELECT engine, state, count(*) AS runs, sum(charged = 'yes') AS charged, sum(charged = 'unknown') AS unknown
  FROM runs INDEXED BY runs_by_start WHERE started_at >= ? AND started_at < ?
  GROUP BY engine, state ORDER BY engine, state`;

/** Runs of a span by engine and state. */
export function runSums(db: ReadDb, from: number, to: number): readonly RunSum[] {
  return statement(db, RUN_SUMS).all(from, to) as RunSum[];
}

/** What the service told of the account's credits when it answered a run: how many are used up, of how many. */
export interface CreditReading {
  readonly engine: EngineId;
  readonly state: RunState;
  readonly startedAt: number;
  readonly finishedAt: number | null;
  readonly used: unknown;
  readonly creditLimit: unknown;
}

const fromReceipt = (path: string) =>
  `CASE WHEN json_valid(runs.receipt) THEN json_extract(runs.receipt, '${path}') END`;
const READING = `runs.engine, runs.state, runs.started_at AS startedAt, runs.finished_at AS finishedAt,
  ${fromReceipt('$.credits.used')} AS used, ${fromReceipt('$.credits.limit')} AS creditLimit`;

export const READINGS = `SELECT ${READING} FROM runs
  WHERE runs.started_at >= ? AND runs.started_at < ? AND charged <> 'no' ORDER BY runs.started_at DESC`;
export const NEXT_READINGS = `SELECT ${READING} FROM runs
  WHERE runs.started_at >= ? AND charged <> 'no' ORDER BY runs.started_at LIMIT 20`;

/** Runs of a span that were or may have been charged, newest first. */
export function creditReadings(db: ReadDb, from: number, to: number): readonly CreditReading[] {
  return statement(db, READINGS).all(from, to) as CreditReading[];
}

/** The first few such runs from a moment on, oldest first. */
export function nextReadings(db: ReadDb, from: number): readonly CreditReading[] {
  return statement(db, NEXT_READINGS).all(from) as CreditReading[];
}

/** One run as a line of an export. */
export interface RunLine extends CreditReading {
  readonly id: number;
  readonly model: string;
  readonly charged: Charge;
  readonly remoteId: string | null;
  readonly prompt: string;
  readonly seed: number;
  readonly sourceName: string | null;
  readonly sourceSha256: string;
  readonly bodySha256: unknown;
  /** Names of the pictures it made. */
  readonly results: string | null;
}

export const RUN_LINES = `SELECT ${READING}, runs.id, edits.model, runs.charged, runs.remote_id AS remoteId,
    edits.prompt, edits.seed, images.name AS sourceName, edits.source_sha256 AS sourceSha256,
    ${fromReceipt('$.bodySha256')} AS bodySha256,
    (SELECT group_concat(made.name, '; ') FROM results JOIN images AS made ON made.id = results.image_id
      WHERE results.run_id = runs.id) AS results
  FROM runs CROSS JOIN edits ON edits.id = runs.edit_id
  LEFT JOIN images ON images.id = edits.source_image_id
  WHERE runs.started_at >= ? AND (runs.started_at, runs.id) < (?, ?)
  ORDER BY runs.started_at DESC, runs.id DESC LIMIT ?`;

/** The next runs of a span, newest first, before the start and id of the one before. */
export function runLines(
  db: ReadDb,
  from: number,
  before: { readonly startedAt: number; readonly id: number },
  limit: number,
): readonly RunLine[] {
  return statement(db, RUN_LINES).all(from, before.startedAt, before.id, limit) as RunLine[];
}
