import type { Snapshot } from '@shared/domain/history.ts';
import { Failure } from '@shared/errors.ts';
import { z } from 'zod';
import type { ReadDb } from '../database/db.ts';
import { number, row, soundRows } from '../database/rows.ts';
import { type Change, SnapshotRow } from '../journal/journal-change.ts';

/** Maximum number of snapshots listed per tree, to keep a message below 64 KB. */
export const SNAPSHOTS_MAX = 100;

export const SNAPSHOTS_SQL = `
  SELECT snapshots.id, snapshots.name, snapshots.image_id, snapshots.created_at, images.sha256, images.edit_id
  FROM snapshots JOIN images ON images.id = snapshots.image_id
  WHERE snapshots.root_id = (SELECT root_id FROM images WHERE id = ?) AND images.purged_at IS NULL
  ORDER BY snapshots.id DESC LIMIT ${SNAPSHOTS_MAX}`;

const ListedSnapshot = SnapshotRow.omit({ root_id: true }).extend({
  sha256: z.string(),
  edit_id: z.int().nullable(),
});

/** The snapshots of an image's tree, newest first. */
export function listSnapshots(db: ReadDb, imageId: number): Snapshot[] {
  return soundRows(db, ListedSnapshot, SNAPSHOTS_SQL, imageId).map(
    ({ id, name, image_id, created_at, sha256, edit_id }) => ({
      id,
      name,
      imageId: image_id,
      sha256,
      editId: edit_id,
      createdAt: created_at,
    }),
  );
}

function snapshotRow(db: ReadDb, id: number): SnapshotRow {
  const found = row(
    db,
    SnapshotRow,
    'SELECT id, image_id, root_id, name, created_at FROM snapshots WHERE id = ?',
    id,
  );
  if (!found) throw new Failure('not-found');
  return found;
}

/** Call it inside the transaction that applies the change. Throws `not-found`. */
export function newSnapshot(
  db: ReadDb,
  imageId: number,
  name: string,
  now: number,
): { readonly id: number; readonly change: Change } {
  const rootId = number(db, 'SELECT root_id FROM images WHERE id = ? AND purged_at IS NULL', imageId);
  if (rootId === null) throw new Failure('not-found', { reason: 'picture-gone' });
  // Don't reuse the ids of deleted snapshots: undo may restore them.
  const id = (number(db, "SELECT seq FROM sqlite_sequence WHERE name = 'snapshots'") ?? 0) + 1;
  const after: SnapshotRow = { id, image_id: imageId, root_id: rootId, name, created_at: now };
  return { id, change: { snapshot: id, picture: imageId, before: null, after } };
}

/** Returns null if nothing changes. Throws `not-found`. */
export function renameSnapshot(db: ReadDb, id: number, name: string): Change | null {
  const before = snapshotRow(db, id);
  if (before.name === name) return null;
  return { snapshot: id, picture: before.image_id, before, after: { ...before, name } };
}

/** Throws `not-found`. */
export function deleteSnapshot(db: ReadDb, id: number): Change {
  const before = snapshotRow(db, id);
  return { snapshot: id, picture: before.image_id, before, after: null };
}
