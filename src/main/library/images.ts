import { ImageMime, type ImageRecord } from '@shared/domain/image.ts';
import { type BlobInfo, insertBlob } from './blobs.ts';
import { type ReadDb, statement, type WriteDb } from './db.ts';
import { ftsQuery, indexForSearch, removeFromSearch } from './search.ts';

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
    "INSERT INTO images (sha256, name, origin, created_at) VALUES (?, ?, 'import', ?)",
  ).run(input.sha256, input.name, now);
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
    `INSERT INTO images (sha256, name, origin, edit_id, parent_id, root_id, created_at)
     VALUES (?, ?, 'result', ?, ?, ?, ?)`,
  ).run(input.sha256, input.name, input.editId, input.parentId, input.rootId, input.now);
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

/**
 * A page of the live pictures, newest first, before the id `before`. The index is named: with statistics SQLite would rather
 * walk the table, and step over every removed picture.
 */
export const PAGE_SQL = `SELECT ${IMAGE_COLUMNS} FROM images INDEXED BY images_live ${IMAGE_BLOBS}
  WHERE images.deleted_at IS NULL AND images.id < ? ORDER BY images.id DESC LIMIT ?`;
/** The same for those that match a full-text query; only live pictures are indexed. */
export const SEARCH_PAGE_SQL = `SELECT ${IMAGE_COLUMNS} FROM image_search
  CROSS JOIN images ON images.id = image_search.rowid ${IMAGE_BLOBS}
  WHERE image_search MATCH ? AND image_search.rowid < ? ORDER BY image_search.rowid DESC LIMIT ?`;
/** The same for those that do not match: a search of negatives only has nothing to look up. */
export const EXCLUDING_PAGE_SQL = `SELECT ${IMAGE_COLUMNS} FROM images INDEXED BY images_live ${IMAGE_BLOBS}
  WHERE images.deleted_at IS NULL AND images.id < ?
    AND images.id NOT IN (SELECT rowid FROM image_search WHERE image_search MATCH ?)
  ORDER BY images.id DESC LIMIT ?`;

export const SEARCH_COUNT_SQL = 'SELECT count(*) FROM image_search WHERE image_search MATCH ?';

export interface Page {
  readonly images: ImageRecord[];
  readonly more: boolean;
}

/** Live pictures that match what the user typed, newest first; `before` is the last id of the page before. */
export function imagePage(db: ReadDb, search: string, before: number | null, limit: number): Page {
  const query = ftsQuery(search);
  const from = before ?? Number.MAX_SAFE_INTEGER;
  const rows = (
    query === null
      ? statement(db, PAGE_SQL).all(from, limit + 1)
      : query.excluding
        ? statement(db, EXCLUDING_PAGE_SQL).all(from, query.match, limit + 1)
        : statement(db, SEARCH_PAGE_SQL).all(query.match, from, limit + 1)
  ) as ImageRow[];
  return { images: rows.slice(0, limit).map(imageFromRow), more: rows.length > limit };
}

/** The last search that was counted: the pages that follow its first one do not count again, unless something was written. */
const lastCount = new WeakMap<
  ReadDb,
  { readonly match: string; readonly changes: number; readonly found: number }
>();

/** How many live pictures match; without a search the kept count, at any size of the library. */
export function imageCount(db: ReadDb, search: string): number {
  const query = ftsQuery(search);
  const live = statement(db, 'SELECT live FROM image_counts').pluck().get() as number;
  if (query === null) return live;
  const changes = statement(db, 'SELECT total_changes()').pluck().get() as number;
  let last = lastCount.get(db);
  if (last?.match !== query.match || last.changes !== changes) {
    const found = statement(db, SEARCH_COUNT_SQL).pluck().get(query.match) as number;
    last = { match: query.match, changes, found };
    lastCount.set(db, last);
  }
  return query.excluding ? live - last.found : last.found;
}

/** A picture with the same bytes and name: a live one before a removed one. */
export function findDuplicate(db: ReadDb, sha256: string, name: string): ImageRecord | null {
  const rows = statement(
    db,
    `SELECT ${IMAGE_COLUMNS} FROM images ${IMAGE_BLOBS} WHERE images.sha256 = ? AND images.name = ?`,
  ).all(sha256, name) as ImageRow[];
  const row = rows.find((each) => each.deleted_at === null) ?? rows[0];
  return row ? imageFromRow(row) : null;
}

/** Soft delete inside the caller's transaction; answers the ids that were live. */
export function softDeleteImages(db: WriteDb, ids: readonly number[], now: number): number[] {
  const mark = statement(db, 'UPDATE images SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL');
  const removed = ids.filter((id) => mark.run(now, id).changes > 0);
  for (const id of removed) removeFromSearch(db, id);
  return removed;
}

/** Undoes `softDeleteImages` inside the caller's transaction; answers the ids that were removed. */
export function restoreImages(db: WriteDb, ids: readonly number[]): number[] {
  const unmark = statement(db, 'UPDATE images SET deleted_at = NULL WHERE id = ? AND deleted_at IS NOT NULL');
  const words = statement(
    db,
    `SELECT images.name, coalesce(edits.prompt, '') AS prompt, coalesce(edits.seed, '') AS seed
     FROM images LEFT JOIN edits ON edits.id = images.edit_id WHERE images.id = ?`,
  );
  const restored = ids.filter((id) => unmark.run(id).changes > 0);
  for (const id of restored) {
    const row = words.get(id) as { name: string; prompt: string; seed: number | string };
    indexForSearch(db, id, { ...row, seed: String(row.seed) });
  }
  return restored;
}
