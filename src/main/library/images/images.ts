import { ImageMime, type ImageRecord } from '@shared/domain/image.ts';
import { monthName } from '@shared/local-day.ts';
import { type ReadDb, statement, type WriteDb } from '../database/db.ts';
import { indexForSearch } from '../lists/search.ts';
import { nameKey } from '../names.ts';
import { type BlobInfo, insertBlob, notesFrom } from './blobs.ts';

/** A row of `IMAGE_COLUMNS`. */
export interface ImageRow {
  id: number;
  sha256: string;
  name: string;
  origin: 'import' | 'result';
  mime: string;
  bytes: number;
  width: number;
  height: number;
  notes: string | null;
  created_at: number;
  edit_id: number | null;
  parent_id: number | null;
  root_id: number;
  deleted_at: number | null;
  purged_at: number | null;
}

/** What an `ImageRecord` is made of. */
export const IMAGE_COLUMNS = `images.id, images.sha256, images.name, images.origin, images.mime, images.bytes, images.width,
  images.height, images.notes, images.created_at, images.edit_id, images.parent_id, images.root_id, images.deleted_at,
  images.purged_at`;

export function imageFromRow(row: ImageRow): ImageRecord {
  return {
    id: row.id,
    sha256: row.sha256,
    name: row.name,
    origin: row.origin,
    mime: ImageMime.parse(row.mime),
    bytes: row.bytes,
    width: row.width,
    height: row.height,
    createdAt: row.created_at,
    editId: row.edit_id,
    parentId: row.parent_id,
    rootId: row.root_id,
    deletedAt: row.deleted_at,
    ...notesFrom(row.notes),
    ...(row.purged_at !== null && { purged: true as const }),
  };
}

/** A picture that joins the library: the blob's file is already in the store. */
export interface NewImport extends BlobInfo {
  readonly name: string;
  /** When it was taken in, in milliseconds since 1970; now when left out. */
  readonly createdAt?: number | undefined;
}
export interface NewResult extends NewImport {
  readonly editId: number;
  readonly parentId: number;
  readonly rootId: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Adds an imported picture inside the caller's transaction; answers its id. It is the root of its own tree. */
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

/** Adds an edit's result inside the caller's transaction; answers its id. `resultName` gives it its name. */
export function addResultImage(db: WriteDb, input: NewResult): number {
  insertBlob(db, input, input.now);
  const added = statement(
    db,
    `INSERT INTO images (sha256, mime, bytes, width, height, notes, name, name_key, origin, edit_id, parent_id, root_id,
       created_at, month, engine, model)
     SELECT blobs.sha256, mime, bytes, width, height, notes, @name, @key, 'result', edits.id, @parentId, @rootId,
       @now, @month, engine, model
     FROM blobs JOIN edits ON edits.id = @editId WHERE blobs.sha256 = @sha256`,
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

/** Removed pictures are found by id too: history still shows them. */
export function imageById(db: ReadDb, id: number): ImageRecord | null {
  const row = statement(db, `SELECT ${IMAGE_COLUMNS} FROM images WHERE images.id = ?`).get(id);
  return row ? imageFromRow(row as ImageRow) : null;
}

/** The pictures with these ids that exist, oldest first. */
export function imagesById(db: ReadDb, ids: readonly number[]): ImageRecord[] {
  const rows = statement(
    db,
    `SELECT ${IMAGE_COLUMNS} FROM images
     WHERE images.id IN (SELECT value FROM json_each(?)) ORDER BY images.id`,
  ).all(JSON.stringify(ids));
  return (rows as ImageRow[]).map(imageFromRow);
}

/** Those of the pictures that were not removed. */
export function liveIds(db: ReadDb, ids: readonly number[]): number[] {
  return statement(
    db,
    'SELECT id FROM images WHERE id IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL',
  )
    .pluck()
    .all(JSON.stringify(ids)) as number[];
}

/** A picture with the same bytes and name: a live one before a removed one. */
export function findDuplicate(db: ReadDb, sha256: string, name: string): ImageRecord | null {
  const rows = statement(
    db,
    `SELECT ${IMAGE_COLUMNS} FROM images WHERE images.sha256 = ? AND images.name = ? AND images.purged_at IS NULL`,
  ).all(sha256, name) as ImageRow[];
  const row = rows.find((each) => each.deleted_at === null) ?? rows[0];
  return row ? imageFromRow(row) : null;
}
