import type { ResultRecord, RevisedEntry } from '@shared/domain/edit.ts';
import { Failure } from '@shared/errors.ts';
import { t } from '@shared/words/index.ts';
import { type ReadDb, statement } from '../database/db.ts';
import { CHANGES, revisionFrom } from '../database/revision.ts';
import { picturesById } from '../images/pictures.ts';
import {
  type EditRow,
  editFromRow,
  type ResultRow,
  type RunRow,
  resultFromRow,
  runFromRow,
} from '../ledger/ledger-rows.ts';
import { OPEN, SETTLED, UNDECIDED } from '../ledger/run-conditions.ts';
import { messageBytes, whatFits } from '../message-size.ts';

/** Most entries of one answer, and most bytes: an IPC message stays under 64 KB. */
export const ENTRIES_MAX = 50;
const ENTRIES_BYTES_MAX = 58_000;
/** As much of that as open runs may take, and those nobody knows the end of, so that what is over is seen as well. */
const OPEN_BYTES_MAX = 40_000;
const UNDECIDED_BYTES_MAX = 10_000;

type EntryRow = Omit<EditRow, 'id'> &
  Omit<RunRow, 'id'> & {
    edit_row_id: number;
    run_id: number;
    source_name: string;
    note: string | null;
    branch: string | null;
    changes: number;
  };

const COLUMNS = `edits.id AS edit_row_id, edits.source_image_id, edits.source_sha256, edits.root_id, edits.request,
  edits.rerun_of, edits.created_at, edits.note, edits.branch, images.name AS source_name, runs.id AS run_id, runs.edit_id, runs.state,
  runs.position, runs.queued_at, runs.started_at, runs.finished_at, runs.remote_id, runs.error_code,
  runs.error_detail, runs.charged, runs.echo_differs, ${CHANGES} AS changes`;
const WITH_NEWEST_RUN = `CROSS JOIN runs ON runs.id = (SELECT max(id) FROM runs AS newest WHERE newest.edit_id = edits.id)
  JOIN images ON images.id = edits.source_image_id`;
const OF_RUN = `CROSS JOIN edits ON edits.id = runs.edit_id JOIN images ON images.id = edits.source_image_id`;

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
    results.changed_share, results.against_image_id
  FROM runs JOIN results ON results.run_id = runs.id
  WHERE runs.edit_id IN (SELECT value FROM json_each(?)) ORDER BY results.run_id, results.ordinal`;

export interface TreePage {
  readonly rootId: number;
  readonly entries: RevisedEntry[];
  readonly more: boolean;
}

/** All edits of a picture's tree, newest first, before the edit id `before`. Throws `Failure` (`not-found`). */
export function treePage(db: ReadDb, imageId: number, before: number | null): TreePage {
  const rootId = statement(db, 'SELECT root_id FROM images WHERE id = ?').pluck().get(imageId);
  if (typeof rootId !== 'number') throw new Failure('not-found', t.errors.library.pictureGone);
  const rows = statement(db, TREE_PAGE).all(
    rootId,
    before ?? Number.MAX_SAFE_INTEGER,
    ENTRIES_MAX + 1,
  ) as EntryRow[];
  const entries = whatFits(assemble(db, rows.slice(0, ENTRIES_MAX)), ENTRIES_BYTES_MAX, 1);
  return { rootId, entries, more: rows.length > entries.length };
}

/** An edit with its newest run. Throws `Failure` (`not-found`). */
export function entryByEdit(db: ReadDb, editId: number): RevisedEntry {
  const [entry] = assemble(db, statement(db, BY_EDIT).all(editId) as EntryRow[]);
  if (!entry) throw new Failure('not-found', t.errors.library.editGone);
  return entry;
}

/** An edit with this run of it, whether it is the newest or not. Throws `Failure` (`not-found`). */
export function entryByRun(db: ReadDb, runId: number): RevisedEntry {
  const [entry] = assemble(db, statement(db, BY_RUN).all(runId) as EntryRow[]);
  if (!entry) throw new Failure('not-found', t.errors.library.runGone);
  return entry;
}

/** These edits with their newest runs, as many as fit into one message; those that are not there are left out. */
export function entriesByEdit(db: ReadDb, editIds: readonly number[]): RevisedEntry[] {
  const read = statement(db, BY_EDIT);
  const rows = editIds.flatMap((editId) => read.all(editId) as EntryRow[]);
  return whatFits(assemble(db, rows), ENTRIES_BYTES_MAX, 1);
}

export interface QueuePage {
  readonly entries: RevisedEntry[];
  /** Whether there are more runs that nobody knows the end of: see `undecidedEntries`. */
  readonly moreUndecided: boolean;
}

/**
 * The first runs that wait or go on, in order; the newest ones that somebody has to decide on; the newest ones that are over and
 * were not cleared. 50 of each at most, 100 in all.
 */
export function queueEntries(db: ReadDb): QueuePage {
  const openRows = statement(db, OPEN_RUNS).all(ENTRIES_MAX) as EntryRow[];
  const undecidedRows = statement(db, UNDECIDED_RUNS).all(Number.MAX_SAFE_INTEGER, ENTRIES_MAX) as EntryRow[];
  const places = 2 * ENTRIES_MAX - openRows.length - undecidedRows.length;
  const finishedRows = statement(db, FINISHED_RUNS).all(Math.min(ENTRIES_MAX, places)) as EntryRow[];
  const all = assemble(db, [...openRows, ...undecidedRows, ...finishedRows]);
  const bytes = (some: readonly RevisedEntry[]) => some.reduce((sum, entry) => sum + messageBytes(entry), 0);
  const open = whatFits(all.splice(0, openRows.length), OPEN_BYTES_MAX, 1);
  const undecided = whatFits(all.splice(0, undecidedRows.length), UNDECIDED_BYTES_MAX, 0);
  const rest = ENTRIES_BYTES_MAX - bytes(open) - bytes(undecided);
  return {
    entries: [...open, ...undecided, ...whatFits(all, rest, 0)],
    moreUndecided: undecidedRows.length === ENTRIES_MAX || undecided.length < undecidedRows.length,
  };
}

/** Runs that somebody has to decide on, newest first, before a run's id; as many as fit into one message. */
export function undecidedEntries(
  db: ReadDb,
  before: number | null,
): { readonly entries: RevisedEntry[]; readonly more: boolean } {
  const rows = statement(db, UNDECIDED_RUNS).all(
    before ?? Number.MAX_SAFE_INTEGER,
    ENTRIES_MAX + 1,
  ) as EntryRow[];
  const entries = whatFits(assemble(db, rows.slice(0, ENTRIES_MAX)), ENTRIES_BYTES_MAX, 1);
  return { entries, more: rows.length > entries.length };
}

/** Two statements for the results of all rows together, however many there are. */
function assemble(db: ReadDb, rows: readonly EntryRow[]): RevisedEntry[] {
  const results = resultsOf(
    db,
    rows.map((row) => row.edit_row_id),
  );
  return rows.map((row) => ({
    edit: editFromRow({ ...row, id: row.edit_row_id }),
    run: runFromRow({ ...row, id: row.run_id }),
    results: results.get(row.edit_row_id) ?? [],
    sourceName: row.source_name,
    note: row.note,
    branch: row.branch,
    revision: revisionFrom(db, row.changes),
  }));
}

function resultsOf(db: ReadDb, editIds: readonly number[]): Map<number, ResultRecord[]> {
  const rows = statement(db, RESULTS_OF_EDITS).all(JSON.stringify(editIds)) as (ResultRow & {
    edit_id: number;
  })[];
  const ids = [...new Set(rows.map((row) => row.image_id))];
  const pictures = new Map(picturesById(db, ids).map(({ revision, ...picture }) => [picture.id, picture]));
  const byEdit = new Map<number, ResultRecord[]>();
  for (const row of rows) {
    const image = pictures.get(row.image_id);
    if (!image) continue;
    const list = byEdit.get(row.edit_id) ?? [];
    list.push(resultFromRow(row, image));
    byEdit.set(row.edit_id, list);
  }
  return byEdit;
}
