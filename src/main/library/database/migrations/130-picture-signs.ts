import type Database from 'better-sqlite3';
import { reindexForSearch, reindexTag } from '../../lists/search.ts';
import type { WriteDb } from '../db.ts';

/** Changes no table: only the indexed form of texts has changed. */
export const pictureSigns = 'SELECT 1;';

/** Matches texts that may contain symbols such as 🌸 and ★. False positives are harmless. */
const MAY_HAVE_SIGN = "'*[©®\u203c-\u2fff\u3030\u303d\u3297\u3299\u{1f000}-\u{1fbff}]*'";

/** Reindexes images and tags whose texts may contain symbols that earlier versions didn't index. */
export function indexPictureSigns(db: Database.Database): void {
  const has = (column: string) => `${column} GLOB ${MAY_HAVE_SIGN}`;
  const pictures = db
    .prepare(
      `SELECT images.id FROM images LEFT JOIN edits ON edits.id = images.edit_id
       WHERE images.deleted_at IS NULL AND (${['images.name', 'edits.prompt', 'edits.note', 'edits.branch'].map(has).join(' OR ')}
         OR images.id IN (SELECT image_id FROM snapshots WHERE ${has('name')}))`,
    )
    .pluck()
    .all() as number[];
  for (const id of pictures) reindexForSearch(db as WriteDb, id);
  const tags = db
    .prepare(`SELECT id FROM tags WHERE ${has('name')}`)
    .pluck()
    .all() as number[];
  for (const id of tags) reindexTag(db as WriteDb, id);
}
