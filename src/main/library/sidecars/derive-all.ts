import type { WriteDb } from '../database/db.ts';
import { COUNT_FACETS, recountWorkOfMany } from '../database/migrations/040-organise.ts';
import { COLLECT_PROMPTS } from '../database/migrations/060-presets.ts';
import { COUNT_COPIES } from '../database/migrations/070-copies.ts';
import { LINK_REFERENCES } from '../database/migrations/260-references.ts';
import { numbers } from '../database/rows.ts';
import { indexRange, mergeAll } from '../lists/search.ts';

/** Number of images per step. */
const PIECE = 1000;

const LABELS = [
  ['tags', 'image_tags', 'tag_id'],
  ['collections', 'collection_images', 'collection_id'],
] as const;

/** Data that triggers count, from all rows at once. Each is one step. */
const COUNTS = [
  'UPDATE image_counts SET live = (SELECT count(*) FROM images WHERE deleted_at IS NULL)',
  `DELETE FROM facet_counts; ${COUNT_FACETS}`,
  `DELETE FROM copies; ${COUNT_COPIES}`,
  ...LABELS.map(
    ([owner, members, column]) => `UPDATE ${owner} SET live = (SELECT count(*) FROM ${members}
      JOIN images ON images.id = image_id WHERE ${column} = ${owner}.id AND deleted_at IS NULL)`,
  ),
  `DELETE FROM prompts; ${COLLECT_PROMPTS}`,
  `DELETE FROM edit_references; ${LINK_REFERENCES}`,
  // A record that got another id is to be found in its sidecar by it.
  `INSERT OR IGNORE INTO sidecar_queue (kind, id) SELECT 'edit', id FROM edits;
   INSERT OR IGNORE INTO sidecar_queue (kind, id) SELECT 'image', id FROM images;
   INSERT OR IGNORE INTO sidecar_queue (kind, id) VALUES ('library', 0)`,
];

/**
 * Recomputes all that triggers and services derive from the rows of a database that was filled without them. `putIndexesBack` makes
 * indexes of images, after their columns are complete. Yields the share that is done after each step, which takes a fraction of a second
 * in a library of 100,000.
 */
export function* deriveAll(db: WriteDb, putIndexesBack: () => Generator<void>): Generator<number> {
  const ids = numbers(db, 'SELECT id FROM images ORDER BY id');
  const pieces: (readonly [number, number])[] = [];
  for (let at = 0; at < ids.length; at += PIECE)
    pieces.push([ids[at] ?? 0, ids[Math.min(at + PIECE, ids.length) - 1] ?? 0]);
  // Merging the index and making the others take about as long as a third of the pieces.
  let done = 0;
  const total = pieces.length * 2.7 + COUNTS.length + 20;
  const share = (steps = 1) => {
    done = Math.min(done + steps, total);
    return done / total;
  };
  for (const [first, last] of pieces) {
    db.exec(`
      UPDATE images SET (engine, model) = (SELECT engine, model FROM edits WHERE edits.id = edit_id)
        WHERE edit_id IS NOT NULL AND id BETWEEN ${first} AND ${last};
      ${recountWorkOfMany(`SELECT id FROM images WHERE id BETWEEN ${first} AND ${last}`)}`);
    yield share();
  }
  for (const [first, last] of pieces) {
    indexRange(db, first, last);
    yield share();
  }
  for (const _ of mergeAll(db)) yield share();
  for (const _ of putIndexesBack()) yield share();
  for (const sql of COUNTS) {
    db.exec(sql);
    yield share();
  }
}
