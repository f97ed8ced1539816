import type { ReadDb } from '../database/db.ts';
import { number, numbers } from '../database/rows.ts';
import type { Change } from '../journal/journal-change.ts';

/** Tables that assign images to tags and collections. */
export type MemberTable = 'image_tags' | 'collection_images';

const OWNERS = {
  image_tags: { table: 'tags', column: 'tag_id' },
  collection_images: { table: 'collections', column: 'collection_id' },
} as const;

/** The number of live images in it, maintained by triggers. */
export function memberCount(db: ReadDb, members: MemberTable, owner: number): number {
  return number(db, `SELECT live FROM ${OWNERS[members].table} WHERE id = ?`, owner) ?? 0;
}

/** Returns the change that adds images, without those already in it. Null if all are. */
export function additions(
  db: ReadDb,
  members: MemberTable,
  owner: number,
  ids: readonly number[],
): Change | null {
  const added = numbers(
    db,
    `SELECT id FROM images WHERE id IN (SELECT value FROM json_each(?)) AND purged_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM ${members} WHERE ${OWNERS[members].column} = ? AND image_id = images.id)`,
    JSON.stringify(ids),
    owner,
  );
  return added.length === 0 ? null : { members, owner, added, removed: [] };
}

/** Returns the change that removes these images, or all if null. Returns null if none is in it. */
export function removals(
  db: ReadDb,
  members: MemberTable,
  owner: number,
  ids: readonly number[] | null,
): Change | null {
  const { column } = OWNERS[members];
  const all = `SELECT image_id FROM ${members} WHERE ${column} = ?`;
  const removed =
    ids === null
      ? numbers(db, all, owner)
      : numbers(db, `${all} AND image_id IN (SELECT value FROM json_each(?))`, owner, JSON.stringify(ids));
  return removed.length === 0 ? null : { members, owner, added: [], removed };
}

/** All its images including removed ones, in id order. */
export function memberIds(db: ReadDb, members: MemberTable, owner: number): number[] {
  const { column } = OWNERS[members];
  return numbers(db, `SELECT image_id FROM ${members} WHERE ${column} = ?`, owner);
}
