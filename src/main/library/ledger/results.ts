import type { EditRecord } from '@shared/domain/edit.ts';
import type { Verdict } from '@shared/domain/verdict.ts';
import { z } from 'zod';
import { type ReadDb, statement, type WriteDb, writeTransaction } from '../database/db.ts';
import { rows } from '../database/rows.ts';
import { type BlobInfo, blobInfo } from '../images/blobs.ts';
import { addResultImage, imageById } from '../images/images.ts';
import { resultName } from '../names.ts';
import { type Move, moveRun } from './runs.ts';

/**
 * Ends a run with its images, whose files are in the store: image rows, result rows and the state `saved` in
 * one transaction. Returns the image ids in the order of `pictures`.
 */
export function saveResults(
  db: WriteDb,
  runId: number,
  edit: EditRecord,
  pictures: readonly BlobInfo[],
  move: Move,
): readonly number[] {
  return writeTransaction(db, () => {
    moveRun(db, runId, 'downloading', 'saved', move);
    const sourceName = imageById(db, edit.sourceImageId)?.name ?? '';
    return pictures.map((picture, ordinal) => {
      const imageId = addResultImage(db, {
        ...picture,
        name: resultName(sourceName, edit.id, picture.mime, ordinal),
        editId: edit.id,
        parentId: edit.sourceImageId,
        rootId: edit.rootId,
        now: move.at,
      });
      statement(db, 'INSERT INTO results (run_id, image_id, ordinal) VALUES (?, ?, ?)').run(
        runId,
        imageId,
        ordinal,
      );
      return imageId;
    });
  });
}

/** A re-run's result without a verdict, and the old image it is compared with. */
export interface Unjudged {
  readonly resultId: number;
  readonly blob: BlobInfo;
  readonly againstImageId: number;
  readonly againstBlob: BlobInfo;
}

export const UNJUDGED = `
  SELECT results.id AS resultId, fresh.sha256 AS sha256, old.id AS againstImageId, old.sha256 AS againstSha256
  FROM results
  JOIN runs ON runs.id = results.run_id
  JOIN edits ON edits.id = runs.edit_id
  JOIN images AS fresh ON fresh.id = results.image_id
  JOIN results AS before ON before.ordinal = results.ordinal AND before.run_id = (
    SELECT min(id) FROM runs AS tried WHERE tried.edit_id = edits.rerun_of AND tried.state = 'saved')
  JOIN images AS old ON old.id = before.image_id
  WHERE results.run_id = ? AND results.verdict IS NULL
  ORDER BY results.ordinal`;

/**
 * Pairs to compare after a re-run: each result with the one at the same index in the old edit's first
 * success.
 */
export function unjudgedResults(db: ReadDb, runId: number): readonly Unjudged[] {
  return rows(db, UnjudgedRow, UNJUDGED, runId).flatMap((row) => {
    const blob = blobInfo(db, row.sha256);
    const againstBlob = blobInfo(db, row.againstSha256);
    return blob && againstBlob
      ? [{ resultId: row.resultId, blob, againstImageId: row.againstImageId, againstBlob }]
      : [];
  });
}

const UnjudgedRow = z.object({
  resultId: z.int(),
  sha256: z.string(),
  againstImageId: z.int(),
  againstSha256: z.string(),
});

/** Number of newest results searched for missing verdicts. */
const LOOK_BACK = 500;

export const UNJUDGED_RUNS = `
  SELECT runs.id, runs.edit_id AS editId
  FROM (SELECT run_id, verdict FROM results ORDER BY id DESC LIMIT ?) AS recent
  CROSS JOIN runs ON runs.id = recent.run_id
  JOIN edits ON edits.id = runs.edit_id
  WHERE recent.verdict IS NULL AND edits.rerun_of IS NOT NULL`;

/** Saved re-runs with missing verdicts among the newest results, newest first. */
export function unjudgedRuns(db: ReadDb): readonly { id: number; editId: number }[] {
  const found = rows(db, z.object({ id: z.int(), editId: z.int() }), UNJUDGED_RUNS, LOOK_BACK);
  return [...new Map(found.map((row) => [row.id, row])).values()];
}

/** Records how close a re-run's result is to the old one. */
export function setVerdict(db: WriteDb, resultId: number, verdict: Verdict): void {
  statement(
    db,
    'UPDATE results SET verdict = ?, ssim = ?, changed_share = ?, against_image_id = ? WHERE id = ?',
  ).run(verdict.kind, verdict.ssim, verdict.changedShare, verdict.againstImageId, resultId);
}
