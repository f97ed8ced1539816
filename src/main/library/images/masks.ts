import { z } from 'zod';
import { type ReadDb, statement, type WriteDb, writeTransaction } from '../database/db.ts';
import { rows } from '../database/rows.ts';
import type { ObjectStore } from '../store/objects.ts';
import { type BlobInfo, blobInfo, insertBlob } from './blobs.ts';

/** How long a mask is kept that only a draft uses. */
const DRAFT_KEPT_MS = 7 * 24 * 3_600_000;

/**
 * Records a mask of a source whose file is in the store. `used`: an edit or a finished image uses it, so it
 * is kept as long as the source. The age of a draft's mask counts from now. `now` in milliseconds since 1970.
 */
export function keepMask(
  db: WriteDb,
  mask: BlobInfo,
  sourceSha256: string,
  { now, used }: { readonly now: number; readonly used: boolean },
): void {
  writeTransaction(db, () => {
    insertBlob(db, mask, now);
    statement(
      db,
      `INSERT INTO masks (sha256, source_sha256, created_at, used_at) VALUES (@sha256, @sourceSha256, @now, @usedAt)
       ON CONFLICT (sha256, source_sha256) DO UPDATE
         SET created_at = excluded.created_at, used_at = coalesce(used_at, excluded.used_at)`,
    ).run({ sha256: mask.sha256, sourceSha256, now, usedAt: used ? now : null });
  });
}

/** Whether these bytes are a mask of any image. */
export function isMask(db: ReadDb, sha256: string): boolean {
  return statement(db, 'SELECT 1 FROM masks WHERE sha256 = ? LIMIT 1').get(sha256) !== undefined;
}

/** Returns a mask of any image, or null if there is none anymore. */
export function maskBlob(db: ReadDb, sha256: string): BlobInfo | null {
  return isMask(db, sha256) ? blobInfo(db, sha256) : null;
}

export const OLD_DRAFTS_SQL = `SELECT sha256, source_sha256 AS sourceSha256 FROM masks
  WHERE used_at IS NULL AND created_at < ?`;
/** Whether anything except a draft's mask uses these bytes. */
export const NEEDED_ELSEWHERE_SQL = `SELECT
  EXISTS (SELECT 1 FROM masks WHERE sha256 = @sha256) OR
  EXISTS (SELECT 1 FROM images WHERE sha256 = @sha256 AND purged_at IS NULL) OR
  EXISTS (SELECT 1 FROM prepared WHERE sha256 = @sha256)`;

const Draft = z.object({ sha256: z.string(), sourceSha256: z.string() });

/** Removes masks and files that drafts abandoned over a week ago. Returns their number. */
export function forgetDraftMasks(db: WriteDb, objects: Pick<ObjectStore, 'withdraw'>, now: number): number {
  const old = rows(db, Draft, OLD_DRAFTS_SQL, now - DRAFT_KEPT_MS);
  for (const { sha256, sourceSha256 } of old)
    writeTransaction(db, () => {
      statement(db, 'DELETE FROM masks WHERE sha256 = ? AND source_sha256 = ?').run(sha256, sourceSha256);
      if (statement(db, NEEDED_ELSEWHERE_SQL).pluck().get({ sha256 }) === 1) return;
      statement(db, 'UPDATE blobs SET purged_at = ? WHERE sha256 = ? AND purged_at IS NULL').run(now, sha256);
      // Before the commit, because a file without a row would be a stray.
      objects.withdraw(sha256, 'image/png');
    });
  return old.length;
}
