import type { EngineId } from '@shared/domain/model.ts';
import { ACTIVE_STATES, type Charge, canMove, isSettled, RunRecord, RunState } from '@shared/domain/run.ts';
import { type ErrorValue, Failure } from '@shared/errors.ts';
import { z } from 'zod';
import { RunStateConflict } from '../../ports.ts';
import { type ReadDb, statement, type WriteDb, writeTransaction, writeUnsynced } from '../database/db.ts';
import { row, rows } from '../database/rows.ts';
import { engineOfRun } from './engine-of-run.ts';
import { placeHold } from './holds.ts';
import {
  EditRow,
  errorColumns,
  type Receipt,
  RunRow,
  receiptFromJson,
  referencesFromRow,
  runFromRow,
} from './ledger-rows.ts';
import { assertPicturesNotPurged } from './references.ts';
import { OPEN } from './run-conditions.ts';

/** The part of a run needed to continue it. */
export const RunHead = RunRecord.pick({ id: true, editId: true, state: true, remoteId: true });
export type RunHead = Readonly<z.output<typeof RunHead>>;

/** Data of a state change. `at` is in milliseconds since 1970. */
export interface Move {
  readonly at: number;
  readonly remoteId?: string;
  readonly error?: ErrorValue;
  readonly charged?: Charge;
  /** Merged into the receipt, key by key. */
  readonly receipt?: Receipt;
  /** The end is unexplained: the engine's queue stays on hold until the user decides. */
  readonly holdsQueue?: boolean;
}

/** Adds a run of an edit at the end of the queue. Returns its id. */
export function addRun(db: WriteDb, editId: number, engine: EngineId, now: number): number {
  return writeTransaction(db, () => {
    const { lastInsertRowid } = statement(
      db,
      `INSERT INTO runs (edit_id, engine, state, position, queued_at)
         VALUES (?, ?, 'queued', coalesce((SELECT max(position) FROM runs WHERE ${OPEN}), 0) + 1, ?)`,
    ).run(editId, engine, now);
    const id = Number(lastInsertRowid);
    addEvent(db, id, 'queued', now);
    return id;
  });
}

const PicturesOfEdit = EditRow.pick({ id: true, source_sha256: true, reference_pictures: true });

/**
 * Adds a new run of an edit that ended without an image, and clears the old run from the queue's list. Throws
 * `Failure` if a run of the edit is open or saved: one run per click.
 */
export function retryRun(
  db: WriteDb,
  runId: number,
  now: number,
): { readonly editId: number; readonly runId: number } {
  return writeTransaction(db, () => {
    const { editId } = runById(db, runId);
    const newest = newestRun(db, editId);
    if (!isSettled(newest.state)) throw new Failure('bad-request', { reason: 'queued-already' });
    if (newest.state === 'saved') throw new Failure('bad-request', { reason: 'done-already' });
    const sql = 'SELECT id, source_sha256, reference_pictures FROM edits WHERE id = ?';
    const edit = row(db, PicturesOfEdit, sql, editId);
    if (!edit) throw new Failure('not-found', { reason: 'run-gone' });
    assertPicturesNotPurged(db, { sourceSha256: edit.source_sha256, references: referencesFromRow(edit) });
    statement(db, 'UPDATE runs SET cleared_at = ? WHERE id = ?').run(now, newest.id);
    return { editId, runId: addRun(db, editId, engineOfRun(db, newest.id), now) };
  });
}

export function runById(db: ReadDb, id: number): RunRecord {
  const found = row(db, RunRow, 'SELECT * FROM runs WHERE id = ?', id);
  if (!found) throw new Failure('not-found', { reason: 'run-gone' });
  return runFromRow(found);
}

function newestRun(db: ReadDb, editId: number): RunRecord {
  const found = row(db, RunRow, 'SELECT * FROM runs WHERE edit_id = ? ORDER BY id DESC LIMIT 1', editId);
  if (!found) throw new Failure('not-found', { reason: 'run-gone' });
  return runFromRow(found);
}

export function receiptOf(db: ReadDb, runId: number): Receipt {
  const json = statement(db, 'SELECT receipt FROM runs WHERE id = ?').pluck().get(runId);
  return receiptFromJson(runId, String(json ?? '{}'));
}

/**
 * Whether a power cut may undo a move: nothing was paid between the two states, or the answer's id is on disk already. A
 * run is continued from both in the same way.
 */
function mayBeUndone(from: RunState, to: RunState): boolean {
  return to === 'uploading' || (from === 'accepted' && to === 'downloading');
}

/**
 * Moves a run that is still in `from` and records the event. It is on disk on return, unless `mayBeUndone`. Throws
 * `RunStateConflict` if it is in another state, `Error` if the transition is invalid.
 */
export function moveRun(db: WriteDb, id: number, from: RunState, to: RunState, move: Move): RunRecord {
  if (!canMove(from, to)) throw new Error(`a run cannot go from ${from} to ${to}`);
  const write = mayBeUndone(from, to) ? writeUnsynced : writeTransaction;
  return write(db, () => {
    const { changes } = statement(
      db,
      `UPDATE runs SET
           state = @to,
           started_at = CASE WHEN @to = 'queued' THEN NULL ELSE coalesce(started_at, @startedAt) END,
           finished_at = @finishedAt,
           remote_id = CASE WHEN @to = 'queued' THEN NULL ELSE coalesce(@remoteId, remote_id) END,
           error_code = @errorCode,
           error_reason = @errorReason,
           error_params = @errorParams,
           error_quote = @errorQuote,
           charged = coalesce(@charged, charged)
         WHERE id = @id AND state = @from`,
    ).run({
      id,
      from,
      to,
      startedAt: ACTIVE_STATES.includes(to) ? move.at : null,
      finishedAt: isSettled(to) ? move.at : null,
      remoteId: move.remoteId ?? null,
      ...errorColumns(move.error ?? null),
      charged: move.charged ?? null,
    });
    if (changes === 0) throw new RunStateConflict(id, from);
    if (move.receipt) addToReceipt(db, id, move.receipt);
    if (move.holdsQueue) placeHold(db, id, move.at);
    addEvent(db, id, to, move.at);
    return runById(db, id);
  });
}

/** Adds to the receipt of a run without moving it. Throws `RunStateConflict` if its state changed. */
export function noteReceipt(db: WriteDb, id: number, state: RunState, receipt: Receipt): void {
  writeTransaction(db, () => {
    if (runById(db, id).state !== state) throw new RunStateConflict(id, state);
    addToReceipt(db, id, receipt);
  });
}

/** Records why a run has to wait in its state. Throws `RunStateConflict` if its state changed. */
export function noteWait(db: WriteDb, id: number, state: RunState, error: NonNullable<Move['error']>): void {
  const { changes } = statement(
    db,
    `UPDATE runs SET error_code = @errorCode, error_reason = @errorReason, error_params = @errorParams,
       error_quote = @errorQuote WHERE id = @id AND state = @state`,
  ).run({ ...errorColumns(error), id, state });
  if (changes === 0) throw new RunStateConflict(id, state);
}

function addToReceipt(db: WriteDb, id: number, receipt: Receipt): void {
  const whole = JSON.stringify({ ...receiptOf(db, id), ...receipt });
  statement(db, 'UPDATE runs SET receipt = ? WHERE id = ?').run(whole, id);
}

function addEvent(db: WriteDb, runId: number, state: RunState, at: number): void {
  statement(db, 'INSERT INTO run_events (run_id, state, at) VALUES (?, ?, ?)').run(runId, state, at);
}

/** The states of a run, in order. */
export function runEvents(db: ReadDb, runId: number): readonly { state: RunState; at: number }[] {
  return rows(
    db,
    z.object({ state: RunState, at: z.number() }),
    'SELECT state, at FROM run_events WHERE run_id = ? ORDER BY id',
    runId,
  );
}
