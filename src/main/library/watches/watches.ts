import { EngineId, ModelId } from '@shared/domain/model.ts';
import { VerdictKind } from '@shared/domain/verdict.ts';
import { WATCH_PROMPT_MAX, WatchPicture, WatchSchedule } from '@shared/domain/watch.ts';
import { z } from 'zod';
import { type ReadDb, statement, type WriteDb } from '../database/db.ts';
import { number, soundRows } from '../database/rows.ts';
import { OPEN } from '../ledger/run-conditions.ts';

const WatchedEdit = z.object({
  editId: z.int(),
  schedule: WatchSchedule,
  since: z.number(),
  seen: z.int().nullable(),
  sourceImageId: z.int(),
  engine: EngineId,
  model: ModelId,
  prompt: z.string(),
});
/** A watched edit. `seen`: the edit of the first different re-run that the user has seen. */
export type WatchedEdit = Readonly<z.output<typeof WatchedEdit>>;

/** A model with watched edits. */
export interface WatchedModel {
  readonly engine: EngineId;
  readonly model: ModelId;
}

const WATCHED_EDITS_SQL = `
  SELECT watches.edit_id AS editId, schedule, since, seen, edits.source_image_id AS sourceImageId, edits.engine,
    edits.model, substr(edits.prompt, 1, ${WATCH_PROMPT_MAX}) AS prompt
  FROM watches CROSS JOIN edits ON edits.id = watches.edit_id ORDER BY watches.edit_id`;

/** The watched edits, of a model or all, in the order in which they were made. */
export function watchedEdits(db: ReadDb, of?: WatchedModel): WatchedEdit[] {
  const all = soundRows(db, WatchedEdit, WATCHED_EDITS_SQL);
  return of ? all.filter(({ engine, model }) => engine === of.engine && model === of.model) : all;
}

export function isWatched(db: ReadDb, editId: number): boolean {
  return number(db, 'SELECT 1 FROM watches WHERE edit_id = ?', editId) !== null;
}

export const OWN_PICTURE_SQL = `
  SELECT images.id AS imageId, images.sha256, coalesce(runs.finished_at, runs.queued_at) AS at
  FROM runs JOIN results ON results.run_id = runs.id AND results.ordinal = 0 JOIN images ON images.id = results.image_id
  WHERE runs.id = (SELECT min(id) FROM runs AS tried WHERE tried.edit_id = ? AND tried.state = 'saved')`;

/** The picture that re-runs of an edit are compared with, or null if it has none. */
export function ownPicture(db: ReadDb, editId: number): WatchPicture | null {
  return soundRows(db, WatchPicture, OWN_PICTURE_SQL, editId)[0] ?? null;
}

const MeasuredRerun = WatchPicture.extend({
  editId: z.int(),
  kind: VerdictKind,
  ssim: z.number(),
  changedShare: z.number(),
});
/** A re-run with its first picture and verdict. */
export type MeasuredRerun = Readonly<z.output<typeof MeasuredRerun>>;

/** Number of newest re-runs read: ten years of weeks. */
const RERUNS_MAX = 520;

/** Joins the re-runs of an edit on its own engine and model: no challenges. */
const RERUN_OF = `reruns.rerun_of = watched.id AND reruns.engine = watched.engine AND reruns.model = watched.model`;

export const MEASURED_RERUNS_SQL = `
  SELECT reruns.id AS editId, images.id AS imageId, images.sha256,
    coalesce(runs.finished_at, runs.queued_at) AS at, results.verdict AS kind, results.ssim,
    results.changed_share AS changedShare
  FROM edits AS watched
  CROSS JOIN edits AS reruns ON ${RERUN_OF}
  CROSS JOIN runs ON runs.edit_id = reruns.id AND runs.state = 'saved'
  CROSS JOIN results ON results.run_id = runs.id AND results.ordinal = 0
  CROSS JOIN images ON images.id = results.image_id
  WHERE watched.id = ? AND results.verdict IS NOT NULL
  ORDER BY reruns.id DESC LIMIT ${RERUNS_MAX}`;

/** The measured re-runs of an edit on its own engine and model, oldest first. */
export function measuredReruns(db: ReadDb, editId: number): MeasuredRerun[] {
  return soundRows(db, MeasuredRerun, MEASURED_RERUNS_SQL, editId).reverse();
}

export const LAST_RERUN_SQL = `SELECT max(reruns.created_at) FROM edits AS watched CROSS JOIN edits AS reruns ON ${RERUN_OF}
  WHERE watched.id = ?`;

/** When an edit was last re-run on its own engine and model, whatever came of it. */
export function lastRerunAt(db: ReadDb, editId: number): number | null {
  return number(db, LAST_RERUN_SQL, editId);
}

export const OPEN_RERUN_SQL = `SELECT 1 FROM edits AS watched CROSS JOIN edits AS reruns ON ${RERUN_OF}
  CROSS JOIN runs ON runs.edit_id = reruns.id AND ${OPEN} WHERE watched.id = ? LIMIT 1`;

/** Whether a re-run of an edit on its own engine and model is waiting or active. */
export function hasOpenRerun(db: ReadDb, editId: number): boolean {
  return number(db, OPEN_RERUN_SQL, editId) !== null;
}

/** Records that the user has seen a finding. `rerunId`: the edit of the first different re-run. */
export function markSeen(db: WriteDb, editId: number, rerunId: number): void {
  statement(db, 'UPDATE watches SET seen = ? WHERE edit_id = ?').run(rerunId, editId);
}
