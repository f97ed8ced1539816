import { ImageMime, type ImageRecord } from '@shared/domain/image.ts';
import { monthName } from '@shared/local-day.ts';
import { z } from 'zod';
import { type ReadDb, statement, type WriteDb } from '../database/db.ts';
import { jsonText, number, numbers, row, rows } from '../database/rows.ts';
import { indexForSearch } from '../lists/search.ts';
import { nameKey } from '../names.ts';
import { type BlobInfo, insertBlob, NotesText } from './blobs.ts';

/** A row of `IMAGE_COLUMNS`. */
export const ImageRow = z.object({
  id: z.int(),
  sha256: z.string(),
  name: z.string(),
  origin: z.enum(['import', 'result']),
  mime: ImageMime,
  bytes: z.int(),
  width: z.int(),
  height: z.int(),
  notes: NotesText,
  created_at: z.number(),
  edit_id: z.int().nullable(),
  parent_id: z.int().nullable(),
  root_id: z.int(),
  deleted_at: z.number().nullable(),
  purged_at: z.number().nullable(),
  finish_of: z.int().nullable(),
  merge_of: jsonText(z.tuple([z.int(), z.int()])).nullable(),
});
export type ImageRow = z.output<typeof ImageRow>;

/** Columns of an `ImageRecord`. */
export const IMAGE_COLUMNS = `images.id, images.sha256, images.name, images.origin, images.mime, images.bytes, images.width,
  images.height, images.notes, images.created_at, images.edit_id, images.parent_id, images.root_id, images.deleted_at,
  images.purged_at, (SELECT raw_image_id FROM finishes WHERE finishes.image_id = images.id) AS finish_of,
  (SELECT json_array(left_image_id, right_image_id) FROM merges WHERE merges.image_id = images.id) AS merge_of`;

export function imageFromRow(row: ImageRow): ImageRecord {
  return {
    id: row.id,
    sha256: row.sha256,
    name: row.name,
    origin: row.origin,
    mime: row.mime,
    bytes: row.bytes,
    width: row.width,
    height: row.height,
    createdAt: row.created_at,
    editId: row.edit_id,
    parentId: row.parent_id,
    rootId: row.root_id,
    deletedAt: row.deleted_at,
    ...(row.finish_of !== null && { finishOf: row.finish_of }),
    ...(row.merge_of && { mergeOf: row.merge_of }),
    ...(row.notes && { notes: row.notes }),
    ...(row.purged_at !== null && { purged: true as const }),
  };
}

/** An image to add: the blob's file is already in the store. */
export interface NewImport extends BlobInfo {
  readonly name: string;
  /** Import time in milliseconds since 1970. Default: now. */
  readonly createdAt?: number | undefined;
}
export interface NewResult extends NewImport {
  /** The edit that made it. Null for a merged image. */
  readonly editId: number | null;
  readonly parentId: number;
  readonly rootId: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Adds an imported image as the root of its own tree, inside the caller's transaction. Returns its id. */
export function addImportedImage(db: WriteDb, input: NewImport, now: number): number {
  const at = Math.round(input.createdAt ?? now);
  insertBlob(db, input, at);
  const added = statement(
    db,
    `INSERT INTO images (sha256, mime, bytes, width, height, notes, name, name_key, origin, created_at, month)
     SELECT sha256, mime, bytes, width, height, notes, ?, ?, 'import', ?, ? FROM blobs WHERE sha256 = ?`,
  ).run(input.name, nameKey(input.name), at, monthName(at), input.sha256);
  const id = Number(added.lastInsertRowid);
  statement(db, 'UPDATE images SET root_id = id WHERE id = ?').run(id);
  indexForSearch(db, id);
  return id;
}

/**
 * Adds an image that was made of others, inside the caller's transaction. Returns its id. `resultName` and
 * `mergedName` make its name.
 */
export function addResultImage(db: WriteDb, input: NewResult): number {
  insertBlob(db, input, input.now);
  const added = statement(
    db,
    `INSERT INTO images (sha256, mime, bytes, width, height, notes, name, name_key, origin, edit_id, parent_id, root_id,
       created_at, month, engine, model)
     SELECT blobs.sha256, mime, bytes, width, height, notes, @name, @key, 'result', @editId, @parentId, @rootId,
       @now, @month, engine, model
     FROM blobs LEFT JOIN edits ON edits.id = @editId WHERE blobs.sha256 = @sha256`,
  ).run({
    sha256: input.sha256,
    name: input.name,
    key: nameKey(input.name),
    editId: input.editId,
    parentId: input.parentId,
    rootId: input.rootId,
    now: input.now,
    month: monthName(input.now),
  });
  const id = Number(added.lastInsertRowid);
  indexForSearch(db, id);
  return id;
}

/** Also finds removed images: the history still shows them. */
export function imageById(db: ReadDb, id: number): ImageRecord | null {
  const found = row(db, ImageRow, `SELECT ${IMAGE_COLUMNS} FROM images WHERE images.id = ?`, id);
  return found && imageFromRow(found);
}

/** The existing images with these ids, oldest first. */
export function imagesById(db: ReadDb, ids: readonly number[]): ImageRecord[] {
  return rows(
    db,
    ImageRow,
    `SELECT ${IMAGE_COLUMNS} FROM images
     WHERE images.id IN (SELECT value FROM json_each(?)) ORDER BY images.id`,
    JSON.stringify(ids),
  ).map(imageFromRow);
}

/** The ids of images that were not removed. */
export function liveIds(db: ReadDb, ids: readonly number[]): number[] {
  return numbers(
    db,
    'SELECT id FROM images WHERE id IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL',
    JSON.stringify(ids),
  );
}

/** Returns an image with the same bytes and name, preferring a live one over a removed one. */
export function findDuplicate(db: ReadDb, sha256: string, name: string): ImageRecord | null {
  const same = rows(
    db,
    ImageRow,
    `SELECT ${IMAGE_COLUMNS} FROM images WHERE images.sha256 = ? AND images.name = ? AND images.purged_at IS NULL`,
    sha256,
    name,
  );
  const best = same.find((each) => each.deleted_at === null) ?? same[0];
  return best ? imageFromRow(best) : null;
}

/** Returns an image with these bytes, preferring a live one over a removed one, or null. */
export function imageWithBytes(db: ReadDb, sha256: string): ImageRecord | null {
  const sql = `SELECT ${IMAGE_COLUMNS} FROM images WHERE images.sha256 = ? AND images.purged_at IS NULL
    ORDER BY images.deleted_at IS NOT NULL, images.id LIMIT 1`;
  const found = row(db, ImageRow, sql, sha256);
  return found ? imageFromRow(found) : null;
}

/** Whether the library ever contained an image. */
export function hasImages(db: ReadDb): boolean {
  return number(db, 'SELECT EXISTS (SELECT 1 FROM images)') === 1;
}
