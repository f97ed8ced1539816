import { ImageMime, type ImageRecord } from '@shared/domain/image.ts';
import { EVERYTHING } from '@shared/domain/organise.ts';
import { type BlobInfo, insertBlob } from './blobs.ts';
import { type ReadDb, statement, type WriteDb } from './db.ts';
import { planList } from './list-plan.ts';
import { idsAfter } from './lists.ts';
import { nameKey } from './names.ts';
import { indexForSearch } from './search.ts';

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
  created_at: number;
  edit_id: number | null;
  parent_id: number | null;
  root_id: number;
  deleted_at: number | null;
}

/** What an `ImageRecord` is made of, for a query that has `IMAGE_BLOBS` too. */
export const IMAGE_COLUMNS = `images.id, images.sha256, images.name, images.origin, blobs.mime, blobs.bytes, blobs.width, blobs.height,
  images.created_at, images.edit_id, images.parent_id, images.root_id, images.deleted_at`;
export const IMAGE_BLOBS = 'JOIN blobs ON blobs.sha256 = images.sha256';

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
  };
}

/** A picture that joins the library: the blob's file is already in the store. */
export interface NewImport extends BlobInfo {
  readonly name: string;
}
export interface NewResult extends NewImport {
  readonly editId: number;
  readonly parentId: number;
  readonly rootId: number;
  readonly prompt: string;
  readonly seed: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Adds an imported picture inside the caller's transaction; answers its id. It is the root of its own tree. */
export function addImportedImage(db: WriteDb, input: NewImport, now: number): number {
  insertBlob(db, input, now);
  const added = statement(
    db,
    "INSERT INTO images (sha256, name, name_key, origin, created_at) VALUES (?, ?, ?, 'import', ?)",
  ).run(input.sha256, input.name, nameKey(input.name), now);
  const id = Number(added.lastInsertRowid);
  statement(db, 'UPDATE images SET root_id = id WHERE id = ?').run(id);
  indexForSearch(db, id, { name: input.name, prompt: '', seed: '' });
  return id;
}

/** Adds an edit's result inside the caller's transaction; answers its id. `resultName` gives it its name. */
export function addResultImage(db: WriteDb, input: NewResult): number {
  insertBlob(db, input, input.now);
  const added = statement(
    db,
    `INSERT INTO images (sha256, name, name_key, origin, edit_id, parent_id, root_id, created_at, engine, model)
     SELECT @sha256, @name, @key, 'result', id, @parentId, @rootId, @now, engine, model FROM edits WHERE id = @editId`,
  ).run({
    sha256: input.sha256,
    name: input.name,
    key: nameKey(input.name),
    editId: input.editId,
    parentId: input.parentId,
    rootId: input.rootId,
    now: input.now,
  });
  const id = Number(added.lastInsertRowid);
  indexForSearch(db, id, { name: input.name, prompt: input.prompt, seed: String(input.seed) });
  return id;
}

/** Removed pictures are found by id too: history still shows them. */
export function imageById(db: ReadDb, id: number): ImageRecord | null {
  const row = statement(db, `SELECT ${IMAGE_COLUMNS} FROM images ${IMAGE_BLOBS} WHERE images.id = ?`).get(id);
  return row ? imageFromRow(row as ImageRow) : null;
}

/** The pictures with these ids that exist, oldest first. */
export function imagesById(db: ReadDb, ids: readonly number[]): ImageRecord[] {
  const rows = statement(
    db,
    `SELECT ${IMAGE_COLUMNS} FROM images ${IMAGE_BLOBS}
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

/** Most pictures of a search that are counted: the list itself is only as long as it is looked at. */
export const COUNT_MAX = 1000;

export interface Page {
  readonly images: ImageRecord[];
  readonly more: boolean;
}

/** Live pictures that match what the user typed, newest first; `before` is the last id of the page before. */
export function imagePage(db: ReadDb, search: string, before: number | null, limit: number): Page {
  const ids = idsAfter(db, planList(db, { ...EVERYTHING, search }), before, limit + 1);
  return { images: imagesById(db, ids.slice(0, limit)).reverse(), more: ids.length > limit };
}

/**
 * How many live pictures match. Without a search, or for one kept facet, the kept count, at any size of the library; else counted up
 * to `COUNT_MAX`, and `COUNT_MAX + 1` stands for more: counting half of a million matches would take 50 ms at each key press.
 */
export function imageCount(db: ReadDb, search: string): number {
  const plan = planList(db, { ...EVERYTHING, search });
  return plan.total ?? idsAfter(db, plan, null, COUNT_MAX + 1).length;
}

/** A picture with the same bytes and name: a live one before a removed one. */
export function findDuplicate(db: ReadDb, sha256: string, name: string): ImageRecord | null {
  const rows = statement(
    db,
    `SELECT ${IMAGE_COLUMNS} FROM images ${IMAGE_BLOBS} WHERE images.sha256 = ? AND images.name = ? AND images.purged_at IS NULL`,
  ).all(sha256, name) as ImageRow[];
  const row = rows.find((each) => each.deleted_at === null) ?? rows[0];
  return row ? imageFromRow(row) : null;
}
