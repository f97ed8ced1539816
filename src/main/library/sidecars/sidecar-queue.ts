import { z } from 'zod';
import { type ReadDb, statement, type WriteDb, writeTransaction } from '../database/db.ts';
import { number, rows } from '../database/rows.ts';

/** A record that changed since its sidecar was written. */
export const QueuedRecord = z.object({
  /** `library`: what belongs to no picture; its id is 0. */
  kind: z.enum(['image', 'edit', 'library']),
  id: z.int(),
  /** Number of changes since then. */
  changes: z.int(),
});
export type QueuedRecord = z.infer<typeof QueuedRecord>;

/** Records that affect many images; see `expandQueue`. */
const WIDE = `kind IN ('tag', 'collection', 'children')`;
/** Images queued per step of `expandQueue`: a millisecond or two. */
const EXPAND_ROWS = 1000;

/** Whether any sidecar is out of date. */
export function hasQueuedSidecars(db: ReadDb): boolean {
  return number(db, 'SELECT EXISTS (SELECT 1 FROM sidecar_queue)') === 1;
}

/** Returns up to `limit` records whose sidecars are out of date. */
export function queuedRecords(db: ReadDb, limit: number): QueuedRecord[] {
  const sql = `SELECT kind, id, changes FROM sidecar_queue WHERE kind IN ('image', 'edit', 'library') LIMIT ?`;
  return rows(db, QueuedRecord, sql, limit);
}

/** Removes records from the queue whose sidecars were written, unless they changed after they were read. */
export function removeWritten(db: WriteDb, written: readonly QueuedRecord[]): void {
  if (written.length === 0) return;
  const remove = statement(db, 'DELETE FROM sidecar_queue WHERE kind = ? AND id = ? AND changes = ?');
  writeTransaction(db, () => {
    for (const { kind, id, changes } of written) remove.run(kind, id, changes);
  });
}

const Wide = z.object({ kind: z.enum(['tag', 'collection', 'children']), id: z.int(), changes: z.int() });

/**
 * The images of a wide record after an id. If a descendant is purged, its own descendants are included. `CROSS JOIN`: they are
 * few, and SQLite would look at every image instead.
 */
export const EXPAND_SQL = {
  tag: `SELECT 'image' AS kind, image_id AS id FROM image_tags WHERE tag_id = ? AND image_id > ? ORDER BY image_id LIMIT ?`,
  collection: `SELECT 'image' AS kind, image_id AS id FROM collection_images
    WHERE collection_id = ? AND image_id > ? ORDER BY image_id LIMIT ?`,
  children: `WITH gone(id) AS (VALUES (?)), made(id) AS (
      SELECT images.id FROM gone JOIN images ON images.parent_id = gone.id
      UNION SELECT image_id FROM gone JOIN merges ON merges.right_image_id = gone.id
      UNION SELECT image_id FROM gone JOIN merges ON merges.base_image_id = gone.id
      UNION SELECT images.id FROM gone JOIN edit_references ON edit_references.image_id = gone.id
        JOIN images ON images.edit_id = edit_references.edit_id)
    SELECT iif(purged_at IS NULL, 'image', 'children') AS kind, images.id FROM made
    CROSS JOIN images ON images.id = made.id WHERE images.id > ? ORDER BY images.id LIMIT ?`,
} as const;

/**
 * Replaces records that affect many images by the images, a thousand per step. Yields after each step, so
 * that the caller can do other work. If interrupted, it restarts.
 */
export function* expandQueue(db: WriteDb): Generator<void> {
  const sql = `SELECT kind, id, changes FROM sidecar_queue WHERE ${WIDE} LIMIT 100`;
  for (;;) {
    const wide = rows(db, Wide, sql);
    if (wide.length === 0) return;
    for (const record of wide) yield* expand(db, record);
  }
}

const Found = z.object({ kind: z.string(), id: z.int() });

function* expand(db: WriteDb, { kind, id, changes }: z.infer<typeof Wide>): Generator<void> {
  const add = statement(
    db,
    `INSERT INTO sidecar_queue (kind, id) VALUES (?, ?) ON CONFLICT (kind, id) DO UPDATE SET changes = changes + 1`,
  );
  for (let after = 0; ; ) {
    const found = rows(db, Found, EXPAND_SQL[kind], id, after, EXPAND_ROWS);
    const last = found.at(-1);
    writeTransaction(db, () => {
      for (const each of found) add.run(each.kind, each.id);
      if (!last)
        statement(db, 'DELETE FROM sidecar_queue WHERE kind = ? AND id = ? AND changes = ?').run(
          kind,
          id,
          changes,
        );
    });
    if (!last) return;
    after = last.id;
    yield;
  }
}
