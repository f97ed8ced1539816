import { type ReadDb, statement, type WriteDb, writeTransaction } from '../database/db.ts';
import { type BlobInfo, blobInfo, insertBlob } from './blobs.ts';

/**
 * Writes down a mask of a source; its file is in the store already. `used`: an edit or a finished picture has it now, so it is kept
 * as long as the source. A draft's mask counts from now on. `now` in milliseconds since 1970.
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

/** A mask of a source; null when it was never taken in for it, or is gone. */
export function maskOf(db: ReadDb, sha256: string, sourceSha256: string): BlobInfo | null {
  const known = statement(db, 'SELECT 1 FROM masks WHERE sha256 = ? AND source_sha256 = ?');
  return known.get(sha256, sourceSha256) ? blobInfo(db, sha256) : null;
}

/** Records that an edit uses a mask of its source: it is no longer a draft's. */
export function markMaskUsed(db: WriteDb, sha256: string, sourceSha256: string, now: number): void {
  statement(
    db,
    'UPDATE masks SET used_at = ? WHERE sha256 = ? AND source_sha256 = ? AND used_at IS NULL',
  ).run(now, sha256, sourceSha256);
}
