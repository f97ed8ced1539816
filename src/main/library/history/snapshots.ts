import type { Snapshot } from '@shared/domain/history.ts';
import { Failure } from '@shared/errors.ts';
import { type ReadDb, statement } from '../database/db.ts';
import type { Change, SnapshotRow } from '../journal/journal-change.ts';

/** Most snapshots of one tree that are listed: a message stays under 64 KB. */
export const SNAPSHOTS_MAX = 100;

export const SNAPSHOTS_SQL = `
  SELECT snapshots.id, snapshots.name, snapshots.image_id, snapshots.created_at, images.sha256, images.edit_id
  FROM snapshots JOIN images ON images.id = snapshots.image_id
  WHERE snapshots.root_id = (SELECT root_id FROM images WHERE id = ?) AND images.purged_at IS NULL
  ORDER BY snapshots.id DESC LIMIT ${SNAPSHOTS_MAX}`;

/** The snapshots of the tree that a picture belongs to, newest first. */
export function listSnapshots(db: ReadDb, imageId: number): Snapshot[] {
  const rows = statement(db, SNAPSHOTS_SQL).all(imageId) as (SnapshotRow & {
    sha256: string;
    edit_id: number | null;
  })[];
  return rows.map(({ id, name, image_id, created_at, sha256, edit_id }) => ({
    id,
    name,
    imageId: image_id,
    sha256,
    editId: edit_id,
    createdAt: created_at,
  }));
}

function snapshotRow(db: ReadDb, id: number): SnapshotRow {
  const row = statement(db, 'SELECT id, image_id, root_id, name, created_at FROM snapshots WHERE id = ?').get(
    id,
  );
  if (!row) throw new Failure('not-found');
  return row as SnapshotRow;
}

/** Inside the transaction that carries it out. Throws `not-found`. */
export function newSnapshot(
  db: ReadDb,
  imageId: number,
  name: string,
  now: number,
): { readonly id: number; readonly change: Change } {
  const rootId = statement(db, 'SELECT root_id FROM images WHERE id = ? AND purged_at IS NULL')
    .pluck()
    .get(imageId);
  if (typeof rootId !== 'number') throw new Failure('not-found', { reason: 'picture-gone' });
  // The ids of deleted snapshots are not used again: the journal may bring them back.
  const last = statement(db, "SELECT seq FROM sqlite_sequence WHERE name = 'snapshots'").pluck().get();
  const id = (typeof last === 'number' ? last : 0) + 1;
  const after: SnapshotRow = { id, image_id: imageId, root_id: rootId, name, created_at: now };
  return { id, change: { snapshot: id, picture: imageId, before: null, after } };
}

/** Null when nothing changes. Throws `not-found`. */
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
