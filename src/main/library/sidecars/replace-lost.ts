import { z } from 'zod';
import { statement, type WriteDb, writeTransaction } from '../database/db.ts';
import { rows } from '../database/rows.ts';

/** Every column that references an image. Reference pictures of edits are JSON. */
const REFERENCES = [
  ['images', 'parent_id'],
  ['images', 'root_id'],
  ['edits', 'source_image_id'],
  ['edits', 'root_id'],
  ['results', 'against_image_id'],
  ['snapshots', 'root_id'],
  ['finishes', 'raw_image_id'],
  ['merges', 'root_id'],
  ['merges', 'base_image_id'],
  ['merges', 'left_image_id'],
  ['merges', 'right_image_id'],
] as const;

const REFERENCE_PICTURES_SQL = `
  UPDATE edits SET reference_pictures = (
    SELECT json_group_array(json_object(
      'imageId', iif(json_extract(value, '$.imageId') = @lost, @found, json_extract(value, '$.imageId')),
      'sha256', json_extract(value, '$.sha256')) ORDER BY key)
    FROM json_each(edits.reference_pictures))
  WHERE id IN (SELECT edit_id FROM edit_references WHERE image_id = @lost)`;

const Pair = z.object({ lost: z.int(), found: z.int() });

/**
 * Restores the history of images that came back without a sidecar: until then, a purged image without a size
 * represents each one that other sidecars reference. Returns their number.
 */
export function replaceLost(db: WriteDb): number {
  return writeTransaction(db, () => {
    const pairs = rows(
      db,
      Pair,
      `SELECT lost.id AS lost, min(found.id) AS found FROM images AS lost
         JOIN images AS found ON found.sha256 = lost.sha256 AND found.purged_at IS NULL
       WHERE lost.purged_at IS NOT NULL AND lost.bytes = 0 GROUP BY lost.id`,
    );
    for (const { lost, found } of pairs) {
      for (const [table, column] of REFERENCES)
        statement(db, `UPDATE ${table} SET ${column} = ? WHERE ${column} = ? AND id <> ?`).run(
          found,
          lost,
          lost,
        );
      statement(db, REFERENCE_PICTURES_SQL).run({ lost, found });
      statement(db, 'DELETE FROM images WHERE id = ?').run(lost);
    }
    return pairs.length;
  });
}
