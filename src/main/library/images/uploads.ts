import { ImageMime } from '@shared/domain/image.ts';
import { isWholePicture, Prepare } from '@shared/domain/prepare.ts';
import { z } from 'zod';
import { type ReadDb, statement, type WriteDb, writeUnsynced } from '../database/db.ts';
import { row } from '../database/rows.ts';
import { type BlobInfo, blobInfo, insertBlob } from './blobs.ts';

/** Returns the file prepared from a source in this way, or null. */
export function preparedBlob(db: ReadDb, sourceSha256: string, prepare: Prepare): BlobInfo | null {
  const sha256 = statement(db, 'SELECT sha256 FROM prepared WHERE source_sha256 = ? AND prepare = ?')
    .pluck()
    .get(sourceSha256, keyOf(prepare));
  return typeof sha256 === 'string' ? blobInfo(db, sha256) : null;
}

/**
 * Records the prepared file of a source, which is already in the store. `now` in milliseconds since 1970. After a power
 * cut it may have to be prepared again.
 */
export function keepPrepared(
  db: WriteDb,
  sourceSha256: string,
  prepare: Prepare,
  prepared: BlobInfo,
  now: number,
): void {
  writeUnsynced(db, () => {
    insertBlob(db, prepared, now);
    statement(
      db,
      `INSERT INTO prepared (source_sha256, prepare, sha256) VALUES (?, ?, ?)
       ON CONFLICT (source_sha256, prepare) DO UPDATE SET sha256 = excluded.sha256`,
    ).run(sourceSha256, keyOf(prepare), prepared.sha256);
  });
}

/** Whether these bytes were prepared from part of another image. */
export function isPreparedPart(db: ReadDb, sha256: string): boolean {
  const sql = "SELECT 1 FROM prepared WHERE sha256 = ? AND prepare <> '' LIMIT 1";
  return statement(db, sql).get(sha256) !== undefined;
}

/** Key of a way to prepare. Empty for the whole image. */
function keyOf(prepare: Prepare): string {
  return isWholePicture(prepare) ? '' : JSON.stringify(Prepare.parse(prepare));
}

/** An uploaded image: its path on the service, and the exact bytes that were sent. */
const Asset = z.object({ path: z.string(), sha256: z.string(), bytes: z.int(), mime: ImageMime });
export type Asset = Readonly<z.output<typeof Asset>>;

/** Returns an account's upload of a source, or null if none is known to exist. */
export function assetOf(db: ReadDb, sourceSha256: string, keyId: string): Asset | null {
  const sql = 'SELECT path, sha256, bytes, mime FROM assets WHERE source_sha256 = ? AND key_id = ?';
  return row(db, Asset, sql, sourceSha256, keyId);
}

/** After a power cut it may have to be uploaded again. */
export function keepAsset(db: WriteDb, sourceSha256: string, keyId: string, asset: Asset, now: number): void {
  const insert = statement(
    db,
    `INSERT OR REPLACE INTO assets (source_sha256, key_id, path, sha256, bytes, mime, uploaded_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  writeUnsynced(db, () =>
    insert.run(sourceSha256, keyId, asset.path, asset.sha256, asset.bytes, asset.mime, now),
  );
}

export function forgetAsset(db: WriteDb, sourceSha256: string, keyId: string): void {
  statement(db, 'DELETE FROM assets WHERE source_sha256 = ? AND key_id = ?').run(sourceSha256, keyId);
}
