import { type EditRecord, type EditRequest, type LocalParts, NO_LOCAL_PARTS } from '@shared/domain/edit.ts';
import { isWholePicture } from '@shared/domain/prepare.ts';
import { Failure } from '@shared/errors.ts';
import { z } from 'zod';
import { type ReadDb, statement, type WriteDb, writeTransaction } from '../database/db.ts';
import { row, soundRows } from '../database/rows.ts';
import { assertNotPurged } from '../images/blobs.ts';
import { EditRow, editFromRow } from './ledger-rows.ts';
import { takeOverParts } from './local-parts.ts';
import { assertReferencesNotPurged, freezeReferences, referencesColumn } from './references.ts';
import { addRun } from './runs.ts';

/** A queued edit and its waiting run. */
export interface Queued {
  readonly editId: number;
  readonly runId: number;
}

/** Parts of an edit besides its request: local ones, and the ids of its reference pictures. */
export type EditParts = LocalParts & { readonly referenceIds?: readonly number[] | undefined };

/**
 * Saves a request on an image together with the hashes of the image and its reference pictures, and queues its
 * first run. It is on disk on return. Throws `Failure`: `not-found` if one of them was removed or never
 * existed, `bad-request` if its other parts don't fit the image.
 */
export function addEdit(
  db: WriteDb,
  sourceImageId: number,
  request: EditRequest,
  now: number,
  { prepare, finish, referenceIds = [] }: EditParts = NO_LOCAL_PARTS,
): Queued {
  return writeTransaction(db, () => {
    takeOverParts(db, sourceImageId, { prepare, finish }, now);
    const added = statement(
      db,
      `INSERT INTO edits (source_image_id, source_sha256, root_id, engine, model, prompt, seed, request, reference_pictures,
         prepare, finish, created_at)
       SELECT id, sha256, root_id, @engine, @model, @prompt, @seed, @request, @references, @prepare, @finish, @now
       FROM images WHERE id = @sourceImageId AND deleted_at IS NULL`,
    ).run({
      sourceImageId,
      engine: request.engine,
      model: request.model,
      prompt: request.prompt,
      seed: request.seed,
      request: JSON.stringify(request),
      references: referencesColumn(freezeReferences(db, referenceIds)),
      prepare: isWholePicture(prepare) ? null : JSON.stringify(prepare),
      finish: finish && JSON.stringify(finish),
      now,
    });
    if (added.changes === 0) throw new Failure('not-found', { reason: 'picture-gone' });
    const editId = Number(added.lastInsertRowid);
    return { editId, runId: addRun(db, editId, request.engine, now) };
  });
}

/** Saves many requests in one transaction: all or none are queued. Images removed in the meantime are skipped. */
export function addEdits(
  db: WriteDb,
  edits: readonly {
    readonly sourceImageId: number;
    readonly request: EditRequest;
    readonly parts?: EditParts;
  }[],
  now: number,
): Queued[] {
  const isLive = statement(db, 'SELECT 1 FROM images WHERE id = ? AND deleted_at IS NULL').pluck();
  return writeTransaction(db, () =>
    edits
      .filter(({ sourceImageId }) => isLive.get(sourceImageId) === 1)
      .map(({ sourceImageId, request, parts }) => addEdit(db, sourceImageId, request, now, parts)),
  );
}

/**
 * Queues a new edit with the exact parts (JSON bytes), source and reference bytes of an existing one. These
 * pictures may have been removed from the library. If one was permanently deleted, throws `Failure`
 * (`not-found`).
 */
export function addRerun(db: WriteDb, editId: number, now: number): Queued {
  return writeTransaction(db, () => {
    const { request, sourceSha256, references } = editById(db, editId);
    assertNotPurged(db, sourceSha256);
    assertReferencesNotPurged(db, references);
    const added = statement(
      db,
      `INSERT INTO edits
         (source_image_id, source_sha256, root_id, engine, model, prompt, seed, request, reference_pictures, prepare,
          finish, rerun_of, created_at)
       SELECT source_image_id, source_sha256, root_id, engine, model, prompt, seed, request, reference_pictures, prepare,
         finish, id, ?
       FROM edits WHERE id = ?`,
    ).run(now, editId);
    const rerunId = Number(added.lastInsertRowid);
    return { editId: rerunId, runId: addRun(db, rerunId, request.engine, now) };
  });
}

/**
 * Queues a new edit with the source bytes and local parts of an existing one, and with another request: a challenge.
 * It has the first reference pictures, as many as the other model takes. Its result gets a verdict like that of
 * a re-run. Throws like `addRerun`.
 */
export function addChallenge(
  db: WriteDb,
  editId: number,
  { request, referenceLimit }: { readonly request: EditRequest; readonly referenceLimit: number },
  now: number,
): Queued {
  return writeTransaction(db, () => {
    const edit = editById(db, editId);
    const references = edit.references.slice(0, referenceLimit);
    assertNotPurged(db, edit.sourceSha256);
    assertReferencesNotPurged(db, references);
    const added = statement(
      db,
      `INSERT INTO edits
         (source_image_id, source_sha256, root_id, engine, model, prompt, seed, request, reference_pictures, prepare,
          finish, rerun_of, created_at)
       SELECT source_image_id, source_sha256, root_id, @engine, @model, @prompt, @seed, @request, @references, prepare,
         finish, id, @now
       FROM edits WHERE id = @editId`,
    ).run({
      editId,
      engine: request.engine,
      model: request.model,
      prompt: request.prompt,
      seed: request.seed,
      request: JSON.stringify(request),
      references: referencesColumn(references),
      now,
    });
    const challengeId = Number(added.lastInsertRowid);
    return { editId: challengeId, runId: addRun(db, challengeId, request.engine, now) };
  });
}

/** Throws `Failure`: `not-found`, or `internal` if the row is damaged. */
export function editById(db: ReadDb, id: number): EditRecord {
  const found = row(db, EditRow, 'SELECT * FROM edits WHERE id = ?', id);
  if (!found) throw new Failure('not-found', { reason: 'edit-gone' });
  return editFromRow(found);
}

const PromptRow = z.object({ id: z.int(), prompt: z.string(), seed: z.int() });

/** The prompts and seeds of edits, by id; damaged ones are left out. */
export function promptsOf(
  db: ReadDb,
  editIds: readonly number[],
): ReadonlyMap<number, z.output<typeof PromptRow>> {
  const sql = 'SELECT id, prompt, seed FROM edits WHERE id IN (SELECT value FROM json_each(?))';
  return new Map(soundRows(db, PromptRow, sql, JSON.stringify(editIds)).map((edit) => [edit.id, edit]));
}
