import { ImageMime } from '@shared/domain/image.ts';
import { z } from 'zod';
import { type ReadDb, statement, type WriteDb, writeTransaction } from '../database/db.ts';
import { numbers, row, rows, soundRows, texts } from '../database/rows.ts';
import { OPEN } from '../ledger/run-conditions.ts';
import { exportName, nameAsSent, nameOfMask } from './export-name.ts';

/* Permanent deletion of images in the trash. Their rows stay for the history. A file goes to the operating
   system's trash if no remaining image shows its bytes. Files are listed in `purge_queue` before they are
   touched. */

/** A file to be moved. `name` is its name in the operating system's trash. */
const PurgeFile = z.object({ sha256: z.string(), mime: ImageMime, name: z.string() });
export type PurgeFile = Readonly<z.output<typeof PurgeFile>>;

/** Result of purging images. */
export interface Purged {
  readonly ids: readonly number[];
  /** Hashes of purged images whose file stays because another image shows the same bytes. */
  readonly kept: readonly string[];
  /** Number of images that stay in the trash because an open edit needs their bytes. */
  readonly busy: number;
  /** Hashes of the files to move. */
  readonly files: readonly string[];
  /** Hashes of those that no image showed: files made from an image, moved after it. */
  readonly made: readonly string[];
}

export const PURGEABLE_SQL = `SELECT id, sha256, name, mime FROM images
  WHERE id IN (SELECT value FROM json_each(?)) AND deleted_at IS NOT NULL AND purged_at IS NULL`;
/** Sources and reference pictures of open runs. CROSS JOIN: few runs are open, but there may be many edits. */
export const NEEDED_SQL = `SELECT edits.source_sha256
  FROM runs CROSS JOIN edits ON edits.id = runs.edit_id WHERE runs.${OPEN}
  UNION SELECT images.sha256
  FROM runs CROSS JOIN edit_references ON edit_references.edit_id = runs.edit_id
    JOIN images ON images.id = edit_references.image_id WHERE runs.${OPEN}`;
export const SHOWN_SQL = 'SELECT 1 FROM images WHERE sha256 = ? AND purged_at IS NULL LIMIT 1';
/** Whether these bytes were prepared from a source that still exists. */
export const PREPARED_FOR_SQL = `SELECT 1 FROM prepared JOIN blobs ON blobs.sha256 = prepared.source_sha256
  WHERE prepared.sha256 = ? AND prepared.source_sha256 <> prepared.sha256 AND blobs.purged_at IS NULL LIMIT 1`;

/** Whether these bytes are a mask of a source that still exists. */
export const MASK_FOR_SQL = `SELECT 1 FROM masks JOIN blobs ON blobs.sha256 = masks.source_sha256
  WHERE masks.sha256 = ? AND masks.source_sha256 <> masks.sha256 AND blobs.purged_at IS NULL LIMIT 1`;

/**
 * Purges images in the trash in one transaction. Images not in the trash are skipped. `now` in milliseconds
 * since 1970.
 */
export function purgePictures(db: WriteDb, ids: readonly number[], now: number): Purged {
  return writeTransaction(db, () => {
    const wanted = rows(db, Purgeable, PURGEABLE_SQL, JSON.stringify(ids));
    const needed = new Set(texts(db, NEEDED_SQL));
    const going = wanted.filter(({ sha256 }) => !needed.has(sha256));
    const mark = statement(db, 'UPDATE images SET purged_at = ? WHERE id = ?');
    for (const { id } of going) mark.run(now, id);
    const files = new Set<string>();
    for (const { sha256, name } of going) purgeBlob(db, sha256, name, exportName, now, files);
    const shown = new Set(going.map(({ sha256 }) => sha256));
    return {
      ids: going.map(({ id }) => id),
      kept: going.map(({ sha256 }) => sha256).filter((sha256) => !files.has(sha256)),
      busy: wanted.length - going.length,
      files: [...files],
      made: [...files].filter((sha256) => !shown.has(sha256)),
    };
  });
}

const Purgeable = z.object({ id: z.int(), sha256: z.string(), name: z.string() });

/** Queues a file that no image shows anymore, and with a source its prepared files and masks. */
function purgeBlob(
  db: WriteDb,
  sha256: string,
  picture: string,
  nameOf: typeof exportName,
  now: number,
  files: Set<string>,
): void {
  const needed = [SHOWN_SQL, PREPARED_FOR_SQL, MASK_FOR_SQL];
  if (needed.some((sql) => statement(db, sql).get(sha256))) return;
  const mark = statement(
    db,
    'UPDATE blobs SET purged_at = ? WHERE sha256 = ? AND purged_at IS NULL RETURNING mime',
  );
  const mime = ImageMime.safeParse(mark.pluck().get(now, sha256));
  if (!mime.success) return;
  files.add(sha256);
  statement(db, 'INSERT OR REPLACE INTO purge_queue (sha256, mime, name) VALUES (?, ?, ?)').run(
    sha256,
    mime.data,
    nameOf({ name: picture, mime: mime.data }),
  );
  for (const prepared of texts(db, 'SELECT sha256 FROM prepared WHERE source_sha256 = ?', sha256))
    purgeBlob(db, prepared, picture, nameAsSent, now, files);
  for (const mask of texts(db, 'SELECT sha256 FROM masks WHERE source_sha256 = ?', sha256))
    purgeBlob(db, mask, picture, nameOfMask, now, files);
}

const Queued = z.object({ sha256: z.string(), isMade: z.int() });

const PURGE_QUEUE_SQL = `SELECT sha256,
    NOT EXISTS (SELECT 1 FROM images WHERE images.sha256 = purge_queue.sha256) AS isMade
  FROM purge_queue`;

/** The files still to move. */
export function purgeQueue(db: ReadDb): Pick<Purged, 'files' | 'made'> {
  const queued = soundRows(db, Queued, PURGE_QUEUE_SQL);
  const hashes = (rows: typeof queued) => rows.map(({ sha256 }) => sha256);
  return { files: hashes(queued), made: hashes(queued.filter(({ isMade }) => isMade === 1)) };
}

/** Returns a queued file, or null if it was moved or its bytes were imported again. */
export function queuedPurge(db: ReadDb, sha256: string): PurgeFile | null {
  return row(db, PurgeFile, 'SELECT sha256, mime, name FROM purge_queue WHERE sha256 = ?', sha256);
}

/** The file is in the operating system's trash. */
export function purgeDone(db: WriteDb, sha256: string): void {
  statement(db, 'DELETE FROM purge_queue WHERE sha256 = ?').run(sha256);
}

/** Files made from a source that are still queued. */
export const QUEUED_MADE_SQL = `SELECT sha256 FROM purge_queue WHERE sha256 IN (
  SELECT sha256 FROM prepared WHERE source_sha256 = ? UNION SELECT sha256 FROM masks WHERE source_sha256 = ?)`;

/**
 * The file could not be moved: the images purged with it return to the library's trash, with the files made
 * from them. Returns their ids. If there are none, the file stays queued.
 */
export function purgeFailed(db: WriteDb, sha256: string): number[] {
  return writeTransaction(db, () => {
    const back = numbers(
      db,
      `UPDATE images SET purged_at = NULL
       WHERE sha256 = @sha256 AND purged_at = (SELECT purged_at FROM blobs WHERE sha256 = @sha256) RETURNING id`,
      { sha256 },
    );
    if (back.length === 0) return [];
    for (const each of [sha256, ...texts(db, QUEUED_MADE_SQL, sha256, sha256)]) {
      purgeDone(db, each);
      statement(db, 'UPDATE blobs SET purged_at = NULL WHERE sha256 = ?').run(each);
    }
    return back;
  });
}
