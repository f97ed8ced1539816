import { type ReadDb, statement, type WriteDb, writeTransaction } from '../database/db.ts';
import { number } from '../database/rows.ts';
import type { Finding } from './finding.ts';

const without = (table: string, column: string, owner: string, key = 'id') =>
  `(${table}.${column} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ${owner} WHERE ${owner}.${key} = ${table}.${column}))`;

/** Rows that are meaningless without the row they reference: safe to delete. */
const LINKS: Readonly<Record<string, string>> = {
  image_tags: `${without('image_tags', 'image_id', 'images')} OR ${without('image_tags', 'tag_id', 'tags')}`,
  collection_images: `${without('collection_images', 'image_id', 'images')} OR ${without('collection_images', 'collection_id', 'collections')}`,
  snapshots: without('snapshots', 'image_id', 'images'),
  watches: without('watches', 'edit_id', 'edits'),
  run_events: without('run_events', 'run_id', 'runs'),
  results: `${without('results', 'run_id', 'runs')} OR ${without('results', 'image_id', 'images')}`,
  prepared: `${without('prepared', 'source_sha256', 'blobs', 'sha256')} OR ${without('prepared', 'sha256', 'blobs', 'sha256')}`,
  masks: `${without('masks', 'source_sha256', 'blobs', 'sha256')} OR ${without('masks', 'sha256', 'blobs', 'sha256')}`,
};

/** Rows that record user actions: a repair never deletes them. */
const RECORDS: Readonly<Record<string, string>> = {
  images: `${without('images', 'sha256', 'blobs', 'sha256')} OR ${without('images', 'edit_id', 'edits')}`,
  edits: without('edits', 'source_image_id', 'images'),
  edit_references: `${without('edit_references', 'image_id', 'images')} OR ${without('edit_references', 'edit_id', 'edits')}`,
  runs: without('runs', 'edit_id', 'edits'),
  merges: ['image_id', 'base_image_id', 'left_image_id', 'right_image_id']
    .map((column) => without('merges', column, 'images'))
    .join(' OR '),
  finishes: `${without('finishes', 'image_id', 'images')} OR ${without('finishes', 'raw_image_id', 'images')} OR ${without('finishes', 'mask_sha256', 'blobs', 'sha256')}`,
};

/** Finds rows with dangling references, by table. */
export function findDangling(db: ReadDb): Finding[] {
  const count = (table: string, where: string) =>
    number(db, `SELECT count(*) FROM ${table} WHERE ${where}`) ?? 0;
  const find = (tables: Readonly<Record<string, string>>, repairable: boolean) =>
    Object.entries(tables).flatMap(([table, where]): Finding[] => {
      const rows = count(table, where);
      return rows === 0
        ? []
        : [{ kind: 'dangling', path: table, sha256: null, spare: null, count: rows, repairable }];
    });
  return [...find(LINKS, true), ...find(RECORDS, false)];
}

/** Deletes the dangling rows of a table. Returns their number. */
export function deleteDangling(db: WriteDb, table: string): number {
  const where = LINKS[table];
  if (where === undefined) return 0;
  return writeTransaction(db, () => statement(db, `DELETE FROM ${table} WHERE ${where}`).run().changes);
}
