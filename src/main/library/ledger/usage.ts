import { EngineId } from '@shared/domain/model.ts';
import { Charge, RunState } from '@shared/domain/run.ts';
import { z } from 'zod';
import type { ReadDb } from '../database/db.ts';
import { number, rows } from '../database/rows.ts';

/* Costs of runs, newest first. Times are milliseconds since 1970. A range includes `from` and excludes `to`. */

export const LAST_START = 'SELECT max(started_at) FROM runs WHERE started_at >= ? AND started_at < ?';

/** Start time of the newest run in a range, or null. */
export function lastStart(db: ReadDb, from: number, to: number): number | null {
  return number(db, LAST_START, from, to);
}

const RunSum = z.object({
  engine: EngineId,
  state: RunState,
  runs: z.int(),
  charged: z.int(),
  unknown: z.int(),
});
export type RunSum = Readonly<z.output<typeof RunSum>>;

export const RUN_SUMS = `
  SELECT engine, state, count(*) AS runs, sum(charged = 'yes') AS charged, sum(charged = 'unknown') AS unknown
  FROM runs INDEXED BY runs_by_start WHERE started_at >= ? AND started_at < ?
  GROUP BY engine, state ORDER BY engine, state`;

/** Runs of a range by engine and state. */
export function runSums(db: ReadDb, from: number, to: number): readonly RunSum[] {
  return rows(db, RunSum, RUN_SUMS, from, to);
}

/** The account's credits as reported with a run's answer: used, and limit. */
const CreditReading = z.object({
  engine: EngineId,
  state: RunState,
  startedAt: z.number(),
  finishedAt: z.number().nullable(),
  used: z.unknown(),
  creditLimit: z.unknown(),
});
export type CreditReading = Readonly<z.output<typeof CreditReading>>;

const fromReceipt = (path: string) =>
  `CASE WHEN json_valid(runs.receipt) THEN json_extract(runs.receipt, '${path}') END`;
const READING = `runs.engine, runs.state, runs.started_at AS startedAt, runs.finished_at AS finishedAt,
  ${fromReceipt('$.credits.used')} AS used, ${fromReceipt('$.credits.limit')} AS creditLimit`;

export const READINGS = `SELECT ${READING} FROM runs
  WHERE runs.started_at >= ? AND runs.started_at < ? AND charged <> 'no' ORDER BY runs.started_at DESC`;
export const NEXT_READINGS = `SELECT ${READING} FROM runs
  WHERE runs.started_at >= ? AND charged <> 'no' ORDER BY runs.started_at LIMIT 20`;

/** Runs of a range that were or may have been charged, newest first. */
export function creditReadings(db: ReadDb, from: number, to: number): readonly CreditReading[] {
  return rows(db, CreditReading, READINGS, from, to);
}

/** The first few such runs after a time, oldest first. */
export function nextReadings(db: ReadDb, from: number): readonly CreditReading[] {
  return rows(db, CreditReading, NEXT_READINGS, from);
}

/** One run as a row of an export. */
const RunLine = CreditReading.extend({
  id: z.int(),
  model: z.string(),
  charged: Charge,
  remoteId: z.string().nullable(),
  prompt: z.string(),
  seed: z.number(),
  sourceName: z.string().nullable(),
  sourceSha256: z.string(),
  bodySha256: z.unknown(),
  /** Names of the images it made. */
  results: z.string().nullable(),
});
export type RunLine = Readonly<z.output<typeof RunLine>>;

export const RUN_LINES = `SELECT ${READING}, runs.id, edits.model, runs.charged, runs.remote_id AS remoteId,
    edits.prompt, edits.seed, images.name AS sourceName, edits.source_sha256 AS sourceSha256,
    ${fromReceipt('$.bodySha256')} AS bodySha256,
    (SELECT group_concat(made.name, '; ') FROM results JOIN images AS made ON made.id = results.image_id
      WHERE results.run_id = runs.id) AS results
  FROM runs CROSS JOIN edits ON edits.id = runs.edit_id
  LEFT JOIN images ON images.id = edits.source_image_id
  WHERE runs.started_at >= ? AND (runs.started_at, runs.id) < (?, ?)
  ORDER BY runs.started_at DESC, runs.id DESC LIMIT ?`;

/** The next runs of a range, newest first, before a start time and id. */
export function runLines(
  db: ReadDb,
  from: number,
  before: { readonly startedAt: number; readonly id: number },
  limit: number,
): readonly RunLine[] {
  return rows(db, RunLine, RUN_LINES, from, before.startedAt, before.id, limit);
}
