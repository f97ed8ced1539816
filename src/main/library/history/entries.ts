import type { ResultRecord, RevisedEntry } from '@shared/domain/edit.ts';
import { EngineId, ModelId } from '@shared/domain/model.ts';
import { Failure } from '@shared/errors.ts';
import { z } from 'zod';
import { type ReadDb, statement } from '../database/db.ts';
import { CHANGES, revisionFrom } from '../database/revision.ts';
import { reportDamage, rows, soundRows } from '../database/rows.ts';
import { plainPicturesById } from '../images/image-rows.ts';
import { finishedPictures } from '../ledger/finishes.ts';
import { EditRow, editFromRow, ResultRow, RunRow, resultFromRow, runFromRow } from '../ledger/ledger-rows.ts';
import { OPEN, SETTLED, UNDECIDED } from '../ledger/run-conditions.ts';
import { messageBytes, truncateToMessageSize } from '../message-size.ts';

/** Maximum number of entries in one answer, to keep an IPC message below 64 KB. */
export const ENTRIES_MAX = 50;
const ENTRIES_BYTES_MAX = 58_000;
/** Part of the message for open and undecided runs, so that finished ones also fit. */
const OPEN_BYTES_MAX = 40_000;
const UNDECIDED_BYTES_MAX = 10_000;

const EntryRow = EditRow.omit({ id: true }).extend({
  ...RunRow.omit({ id: true }).shape,
  edit_row_id: z.int(),
  run_id: z.int(),
  source_name: z.string(),
  note: z.string().nullable(),
  branch: z.string().nullable(),
  challenged_engine: EngineId.nullable().catch(null),
  challenged_model: ModelId.nullable().catch(null),
  changes: z.int(),
});
type EntryRow = z.output<typeof EntryRow>;

const ResultOfEdit = ResultRow.extend({ edit_id: z.int() });

const COLUMNS = `edits.id AS edit_row_id, edits.source_image_id, edits.source_sha256, edits.root_id, edits.request,
  edits.reference_pictures, edits.prepare, edits.finish, edits.rerun_of, edits.created_at, edits.note, edits.branch,
  challenged.engine AS challenged_engine, challenged.model AS challenged_model, images.name AS source_name, runs.id AS run_id, runs.edit_id, runs.state,
  runs.position, runs.queued_at, runs.started_at, runs.finished_at, runs.remote_id, runs.error_code,
  runs.error_reason, runs.error_params, runs.error_quote, runs.charged, runs.echo_differs, ${CHANGES} AS changes`;
// A re-run has the same engine and model, so an edit with others is a challenge.
const CHALLENGED = `LEFT JOIN edits AS challenged ON challenged.id = edits.rerun_of
  AND (challenged.engine <> edits.engine OR challenged.model <> edits.model)`;
const WITH_NEWEST_RUN = `CROSS JOIN runs ON runs.id = (SELECT max(id) FROM runs AS newest WHERE newest.edit_id = edits.id)
  JOIN images ON images.id = edits.source_image_id ${CHALLENGED}`;
const OF_RUN = `CROSS JOIN edits ON edits.id = runs.edit_id JOIN images ON images.id = edits.source_image_id
  ${CHALLENGED}`;

export const TREE_PAGE = `SELECT ${COLUMNS} FROM edits ${WITH_NEWEST_RUN}
  WHERE edits.root_id = ? AND edits.id < ? ORDER BY edits.id DESC LIMIT ?`;
export const BY_EDIT = `SELECT ${COLUMNS} FROM edits ${WITH_NEWEST_RUN} WHERE edits.id = ?`;
export const BY_RUN = `SELECT ${COLUMNS} FROM runs ${OF_RUN} WHERE runs.id = ?`;
export const OPEN_RUNS = `SELECT ${COLUMNS} FROM runs ${OF_RUN} WHERE ${OPEN} ORDER BY runs.position, runs.id LIMIT ?`;
export const UNDECIDED_RUNS = `SELECT ${COLUMNS} FROM runs ${OF_RUN}
  WHERE ${UNDECIDED} AND runs.id < ? ORDER BY runs.id DESC LIMIT ?`;
export const FINISHED_RUNS = `SELECT ${COLUMNS} FROM runs ${OF_RUN}
  WHERE ${SETTLED} AND runs.cleared_at IS NULL AND state <> 'uncertain' ORDER BY runs.id DESC LIMIT ?`;
export const RESULTS_OF_EDITS = `
  SELECT runs.edit_id, results.id, results.run_id, results.image_id, results.verdict, results.ssim,
    results.changed_share, results.against_image_id, results.finish_code, results.finish_reason, results.finish_params,
    results.finish_quote
  FROM runs JOIN results ON results.run_id = runs.id
  WHERE runs.edit_id IN (SELECT value FROM json_each(?)) ORDER BY results.run_id, results.ordinal`;

export interface TreePage {
  readonly rootId: number;
  readonly entries: RevisedEntry[];
  readonly more: boolean;
}

/**
 * Returns the edits of an image's tree before the edit id `before`, newest first. Throws `Failure`
 * (`not-found`).
 */
export function treePage(db: ReadDb, imageId: number, before: number | null): TreePage {
  const rootId = statement(db, 'SELECT root_id FROM images WHERE id = ?').pluck().get(imageId);
  if (typeof rootId !== 'number') throw new Failure('not-found', { reason: 'picture-gone' });
  const found = soundRows(
    db,
    EntryRow,
    TREE_PAGE,
    rootId,
    before ?? Number.MAX_SAFE_INTEGER,
    ENTRIES_MAX + 1,
  );
  return { rootId, ...pageOf(db, found) };
}

/** Returns an edit with its newest run. Throws `Failure` (`not-found`). */
export function entryByEdit(db: ReadDb, editId: number): RevisedEntry {
  const [entry] = assemble(db, rows(db, EntryRow, BY_EDIT, editId));
  if (!entry) throw new Failure('not-found', { reason: 'edit-gone' });
  return entry;
}

/** Returns an edit with this run, even if it isn't the newest. Throws `Failure` (`not-found`). */
export function entryByRun(db: ReadDb, runId: number): RevisedEntry {
  const [entry] = assemble(db, rows(db, EntryRow, BY_RUN, runId));
  if (!entry) throw new Failure('not-found', { reason: 'run-gone' });
  return entry;
}

/** Returns these edits with their newest runs, as many as fit into one message. Unknown ids are left out. */
export function entriesByEdit(db: ReadDb, editIds: readonly number[]): RevisedEntry[] {
  const found = editIds.flatMap((editId) => rows(db, EntryRow, BY_EDIT, editId));
  return truncateToMessageSize(sound(db, found), ENTRIES_BYTES_MAX, 1);
}

export interface QueuePage {
  readonly entries: RevisedEntry[];
  /** Whether there are more undecided runs: see `undecidedEntries`. */
  readonly moreUndecided: boolean;
}

/**
 * Returns the first open runs in order, the newest ones awaiting a decision, and the newest finished ones
 * that were not cleared. At most 50 of each, 100 in total.
 */
export function queueEntries(db: ReadDb): QueuePage {
  const openRows = soundRows(db, EntryRow, OPEN_RUNS, ENTRIES_MAX);
  const undecidedRows = soundRows(db, EntryRow, UNDECIDED_RUNS, Number.MAX_SAFE_INTEGER, ENTRIES_MAX);
  const places = 2 * ENTRIES_MAX - openRows.length - undecidedRows.length;
  const finishedRows = soundRows(db, EntryRow, FINISHED_RUNS, Math.min(ENTRIES_MAX, places));
  const entry = entryMaker(db, [...openRows, ...undecidedRows, ...finishedRows]);
  const bytes = (some: readonly RevisedEntry[]) => some.reduce((sum, entry) => sum + messageBytes(entry), 0);
  const open = truncateToMessageSize(sound(db, openRows, entry), OPEN_BYTES_MAX, 1);
  const allUndecided = sound(db, undecidedRows, entry);
  const undecided = truncateToMessageSize(allUndecided, UNDECIDED_BYTES_MAX, 0);
  const rest = ENTRIES_BYTES_MAX - bytes(open) - bytes(undecided);
  return {
    entries: [...open, ...undecided, ...truncateToMessageSize(sound(db, finishedRows, entry), rest, 0)],
    moreUndecided: undecidedRows.length === ENTRIES_MAX || undecided.length < allUndecided.length,
  };
}

/** Returns runs awaiting a decision before a run id, newest first, as many as fit into one message. */
export function undecidedEntries(
  db: ReadDb,
  before: number | null,
): { readonly entries: RevisedEntry[]; readonly more: boolean } {
  const found = soundRows(db, EntryRow, UNDECIDED_RUNS, before ?? Number.MAX_SAFE_INTEGER, ENTRIES_MAX + 1);
  return pageOf(db, found);
}

/** Reads the results of all rows with two statements. */
function assemble(db: ReadDb, found: readonly EntryRow[]): RevisedEntry[] {
  const entry = entryMaker(db, found);
  return found.map(entry);
}

/** Returns the valid entries, for lists. A damaged one is skipped and logged. */
function sound(db: ReadDb, found: readonly EntryRow[], entry = entryMaker(db, found)): RevisedEntry[] {
  return found.flatMap((row) => {
    try {
      return [entry(row)];
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      reportDamage(db, { id: row.run_id, columns: error.message });
      return [];
    }
  });
}

/** Returns one page of a list that was read with one extra row. */
function pageOf(db: ReadDb, found: readonly EntryRow[]): { entries: RevisedEntry[]; more: boolean } {
  const all = sound(db, found.slice(0, ENTRIES_MAX));
  const entries = truncateToMessageSize(all, ENTRIES_BYTES_MAX, 1);
  return { entries, more: entries.length > 0 && (found.length > ENTRIES_MAX || all.length > entries.length) };
}

function entryMaker(db: ReadDb, found: readonly EntryRow[]): (row: EntryRow) => RevisedEntry {
  const results = resultsOf(
    db,
    found.map((row) => row.edit_row_id),
  );
  return (row) => ({
    edit: editFromRow({ ...row, id: row.edit_row_id }),
    run: runFromRow({ ...row, id: row.run_id }),
    results: results.get(row.edit_row_id) ?? [],
    sourceName: row.source_name,
    note: row.note,
    branch: row.branch,
    challenged:
      row.challenged_engine === null || row.challenged_model === null
        ? null
        : { engine: row.challenged_engine, model: row.challenged_model },
    revision: revisionFrom(db, row.changes),
  });
}

function resultsOf(db: ReadDb, editIds: readonly number[]): Map<number, ResultRecord[]> {
  const found = rows(db, ResultOfEdit, RESULTS_OF_EDITS, JSON.stringify(editIds));
  const ids = [...new Set(found.map((row) => row.image_id))];
  const pictures = plainPicturesById(db, ids);
  const finished = finishedPictures(db, ids);
  const byEdit = new Map<number, ResultRecord[]>();
  for (const row of found) {
    const image = pictures.get(row.image_id);
    if (!image) continue;
    const list = byEdit.get(row.edit_id) ?? [];
    list.push(resultFromRow(row, image, finished.get(row.image_id) ?? []));
    byEdit.set(row.edit_id, list);
  }
  return byEdit;
}
