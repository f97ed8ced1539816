import { type EditRecord, FINISHED_MAX } from '@shared/domain/edit.ts';
import { Certificate, type FinishedPicture, FinishRecipe, type FinishRecord } from '@shared/domain/finish.ts';
import { type ErrorValue, Failure } from '@shared/errors.ts';
import { z } from 'zod';
import { type ReadDb, statement, type WriteDb, writeTransaction } from '../database/db.ts';
import { jsonText, number, row, soundRows } from '../database/rows.ts';
import type { BlobInfo } from '../images/blobs.ts';
import { plainPicturesById } from '../images/image-rows.ts';
import { addResultImage, imageById } from '../images/images.ts';
import { keepMask } from '../images/masks.ts';
import { finishedName } from '../names.ts';
import { errorColumns } from './ledger-rows.ts';

/** A finished image whose files are already in the store. */
export interface NewFinish {
  readonly rawImageId: number;
  readonly edit: EditRecord;
  readonly recipe: FinishRecipe;
  readonly picture: BlobInfo;
  readonly mask: BlobInfo;
  readonly certificate: Certificate;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Adds a finished image with its mask and certificate in one transaction. Returns its image id. */
export function addFinish(db: WriteDb, finish: NewFinish): number {
  const { rawImageId, edit, recipe, picture, mask, certificate, now } = finish;
  return writeTransaction(db, () => {
    const place = number(db, 'SELECT count(*) FROM finishes WHERE raw_image_id = ?', rawImageId) ?? 0;
    const rawName = imageById(db, rawImageId)?.name ?? '';
    const imageId = addResultImage(db, {
      ...picture,
      name: finishedName(rawName, picture.mime, place),
      editId: edit.id,
      parentId: edit.sourceImageId,
      rootId: edit.rootId,
      now,
    });
    keepMask(db, mask, edit.sourceSha256, { now, used: true });
    statement(
      db,
      `INSERT INTO finishes (image_id, raw_image_id, recipe, mask_sha256, certificate, created_at)
       VALUES (?, ?, ?, ?, ?, ?)`,
    ).run(imageId, rawImageId, recipeText(recipe), mask.sha256, JSON.stringify(certificate), now);
    clearFinishProblem(db, rawImageId);
    return imageId;
  });
}

/** Returns the same text for equal recipes, regardless of field order. */
export function recipeText(recipe: FinishRecipe): string {
  return JSON.stringify(FinishRecipe.parse(recipe));
}

export const MADE_BY_RECIPE = `SELECT finishes.image_id FROM finishes JOIN images ON images.id = finishes.image_id
  WHERE raw_image_id = ? AND recipe = ? AND deleted_at IS NULL ORDER BY finishes.id DESC LIMIT 1`;

/** Returns the live image that a recipe made from a raw result, or null. */
export function finishedBy(db: ReadDb, rawImageId: number, recipe: FinishRecipe): FinishedPicture | null {
  const imageId = number(db, MADE_BY_RECIPE, rawImageId, recipeText(recipe));
  return imageId === null ? null : finishedPicture(db, imageId);
}

/** Returns a finished image by id. Throws `Failure` (`not-found`). */
export function finishedPicture(db: ReadDb, imageId: number): FinishedPicture {
  const found = row(db, FinishRow, 'SELECT * FROM finishes WHERE image_id = ?', imageId);
  const image = plainPicturesById(db, [imageId]).get(imageId);
  if (!found || !image) throw new Failure('not-found', { reason: 'picture-gone' });
  return { finish: finishFromRow(found), image };
}

/** Number of newest results searched for unfinished ones. */
const LOOK_BACK = 500;
/** Maximum number of automatic attempts: a finish that crashes the app must not repeat forever. */
export const FINISH_TRIES_MAX = 3;

export const UNFINISHED = `
  SELECT recent.image_id AS rawImageId, runs.edit_id AS editId, recent.finish_tries AS tries
  FROM (SELECT run_id, image_id, finish_code, finish_tries FROM results ORDER BY id DESC LIMIT ?) AS recent
  CROSS JOIN runs ON runs.id = recent.run_id
  JOIN edits ON edits.id = runs.edit_id
  WHERE edits.finish IS NOT NULL AND recent.finish_code IS NULL
    AND NOT EXISTS (SELECT 1 FROM finishes WHERE finishes.raw_image_id = recent.image_id)
    AND EXISTS (SELECT 1 FROM images WHERE images.id = recent.image_id AND deleted_at IS NULL)`;

const Unfinished = z.object({ rawImageId: z.int(), editId: z.int(), tries: z.int() });
/** A result awaiting its automatic finish, and its number of attempts. */
export type Unfinished = Readonly<z.output<typeof Unfinished>>;

/** The unfinished results among the newest, newest first. */
export function unfinishedResults(db: ReadDb): Unfinished[] {
  return soundRows(db, Unfinished, UNFINISHED, LOOK_BACK);
}

/**
 * Counts an automatic attempt to finish a result, or with `by` -1 uncounts one that was stopped until the
 * next start.
 */
export function countFinishTry(db: WriteDb, rawImageId: number, by: 1 | -1): void {
  const sql = 'UPDATE results SET finish_tries = max(0, finish_tries + ?) WHERE image_id = ?';
  statement(db, sql).run(by, rawImageId);
}

/** Records why a result was not finished automatically. */
export function setFinishProblem(db: WriteDb, rawImageId: number, problem: ErrorValue): void {
  statement(
    db,
    `UPDATE results SET finish_code = @errorCode, finish_reason = @errorReason, finish_params = @errorParams,
       finish_quote = @errorQuote WHERE image_id = @rawImageId`,
  ).run({ ...errorColumns(problem), rawImageId });
}

function clearFinishProblem(db: WriteDb, rawImageId: number): void {
  statement(
    db,
    `UPDATE results SET finish_code = NULL, finish_reason = NULL, finish_params = NULL, finish_quote = NULL
     WHERE image_id = ? AND finish_code IS NOT NULL`,
  ).run(rawImageId);
}

const FinishRow = z.object({
  id: z.int(),
  image_id: z.int(),
  raw_image_id: z.int(),
  recipe: jsonText(FinishRecipe),
  mask_sha256: z.string(),
  certificate: jsonText(Certificate),
  created_at: z.number(),
});

export const FINISHES_OF_RAW = `SELECT * FROM finishes
  WHERE raw_image_id IN (SELECT value FROM json_each(?)) ORDER BY id DESC`;

/** The newest finished images of raw results by the raw result's id, newest first. */
export function finishedPictures(
  db: ReadDb,
  rawImageIds: readonly number[],
): ReadonlyMap<number, readonly FinishedPicture[]> {
  const found = soundRows(db, FinishRow, FINISHES_OF_RAW, JSON.stringify(rawImageIds));
  const byRaw = new Map<number, FinishRecord[]>();
  for (const finish of found.map(finishFromRow)) {
    const list = byRaw.get(finish.rawImageId) ?? [];
    if (list.length < FINISHED_MAX) byRaw.set(finish.rawImageId, [...list, finish]);
  }
  const ids = [...byRaw.values()].flatMap((list) => list.map(({ imageId }) => imageId));
  const pictures = plainPicturesById(db, ids);
  return new Map(
    [...byRaw].map(([rawImageId, list]) => [
      rawImageId,
      list.flatMap((finish) => {
        const image = pictures.get(finish.imageId);
        return image ? [{ finish, image }] : [];
      }),
    ]),
  );
}

function finishFromRow(row: z.output<typeof FinishRow>): FinishRecord {
  return {
    id: row.id,
    imageId: row.image_id,
    rawImageId: row.raw_image_id,
    recipe: row.recipe,
    maskSha256: row.mask_sha256,
    certificate: row.certificate,
    createdAt: row.created_at,
  };
}
