import { type EditRecord, type EditRequest, type LocalParts, NO_LOCAL_PARTS } from '@shared/domain/edit.ts';
import { type EngineId, ModelId } from '@shared/domain/model.ts';
import { isWholePicture } from '@shared/domain/prepare.ts';
import type { References } from '@shared/domain/reference.ts';
import { Failure } from '@shared/errors.ts';
import { z } from 'zod';
import { type ReadDb, statement, type WriteDb, writeTransaction } from '../database/db.ts';
import { row, soundRows } from '../database/rows.ts';
import { EditRow, editFromRow } from './ledger-rows.ts';
import { takeOverParts } from './local-parts.ts';
import { assertPicturesNotPurged, freezeReferences, referencesColumn } from './references.ts';
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
      ...requestColumns(request, freezeReferences(db, referenceIds)),
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
    const edit = editById(db, editId);
    assertPicturesNotPurged(db, edit);
    return queueRepeat(db, edit.request.engine, RERUN_SQL, { editId, now });
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
    const { sourceSha256, references: all } = editById(db, editId);
    const references = all.slice(0, referenceLimit);
    assertPicturesNotPurged(db, { sourceSha256, references });
    const asked = requestColumns(request, references);
    return queueRepeat(db, request.engine, CHALLENGE_SQL, { ...asked, editId, now });
  });
}

/** The columns of what is asked for. `requestColumns` returns values by their names. */
const REQUEST_COLUMNS = 'engine, model, prompt, seed, request, reference_pictures';

function requestColumns(request: EditRequest, references: References) {
  return {
    engine: request.engine,
    model: request.model,
    prompt: request.prompt,
    seed: request.seed,
    request: JSON.stringify(request),
    references: referencesColumn(references),
  };
}

/** Repeats an edit: with its source and local parts, and with `asked` as `REQUEST_COLUMNS`. */
const repeatSql = (asked: string) => `
  INSERT INTO edits (source_image_id, source_sha256, root_id, ${REQUEST_COLUMNS}, prepare, finish, rerun_of, created_at)
  SELECT source_image_id, source_sha256, root_id, ${asked}, prepare, finish, id, @now FROM edits WHERE id = @editId`;
const RERUN_SQL = repeatSql(REQUEST_COLUMNS);
const CHALLENGE_SQL = repeatSql('@engine, @model, @prompt, @seed, @request, @references');

function queueRepeat(
  db: WriteDb,
  engine: EngineId,
  sql: string,
  values: { readonly editId: number; readonly now: number },
): Queued {
  const editId = Number(statement(db, sql).run(values).lastInsertRowid);
  return { editId, runId: addRun(db, editId, engine, values.now) };
}

/** Throws `Failure`: `not-found`, or `internal` if the row is damaged. */
export function editById(db: ReadDb, id: number): EditRecord {
  const found = row(db, EditRow, 'SELECT * FROM edits WHERE id = ?', id);
  if (!found) throw new Failure('not-found', { reason: 'edit-gone' });
  return editFromRow(found);
}

const PromptRow = z.object({ id: z.int(), prompt: z.string(), model: ModelId, seed: z.int() });

/** The prompts, models and seeds of edits, by id; damaged ones are left out. */
export function promptsOf(
  db: ReadDb,
  editIds: readonly number[],
): ReadonlyMap<number, z.output<typeof PromptRow>> {
  const sql = 'SELECT id, prompt, model, seed FROM edits WHERE id IN (SELECT value FROM json_each(?))';
  return new Map(soundRows(db, PromptRow, sql, JSON.stringify(editIds)).map((edit) => [edit.id, edit]));
}
