import { type ReadDb, statement, type WriteDb, writeTransaction } from '../database/db.ts';
import { number } from '../database/rows.ts';
import type { ReadPicture } from './read-pictures.ts';

/** Records which images were read at `at`, and whether they were intact. */
export function recordChecks(db: WriteDb, read: readonly ReadPicture[], at: number): void {
  const put = statement(
    db,
    `INSERT INTO file_checks (sha256, at, sound) VALUES (?, ?, ?)
     ON CONFLICT (sha256) DO UPDATE SET at = excluded.at, sound = excluded.sound`,
  );
  writeTransaction(db, () => {
    for (const { sha256, sound } of read) put.run(sha256, at, sound ? 1 : 0);
  });
}

/**
 * Records that all images were read at `at`, and which are missing or damaged. Images without their own check
 * record stay without one.
 */
export function recordFullCheck(db: WriteDb, unsound: readonly string[], at: number): void {
  writeTransaction(db, () => {
    statement(db, 'UPDATE file_checks SET sound = 1 WHERE sound = 0').run();
    recordChecks(
      db,
      unsound.map((sha256) => ({ sha256, sound: false })),
      at,
    );
  });
}

/** Number of images found damaged that still exist. */
export function unsoundPictures(db: ReadDb): number {
  const sql = `SELECT count(*) FROM file_checks JOIN blobs ON blobs.sha256 = file_checks.sha256
    WHERE sound = 0 AND purged_at IS NULL`;
  return number(db, sql) ?? 0;
}

/** Whether a picture's file was missing or damaged when it was last read. */
export function isUnsound(db: ReadDb, sha256: string): boolean {
  return number(db, 'SELECT sound FROM file_checks WHERE sha256 = ?', sha256) === 0;
}

/** When an image was last read, or null. */
export function lastCheck(db: ReadDb): number | null {
  return number(db, 'SELECT max(at) FROM file_checks');
}

export function pictureCount(db: ReadDb): number {
  return number(db, 'SELECT count(*) FROM blobs WHERE purged_at IS NULL') ?? 0;
}
