import { ImageMime } from '@shared/domain/image.ts';
import { z } from 'zod';
import { type ReadDb, statement, type WriteDb, writeTransaction } from '../database/db.ts';
import { row } from '../database/rows.ts';
import { type BlobInfo, blobInfo, insertBlob } from './blobs.ts';

/** The prepared picture of a source; null while it was never prepared. */
export function preparedBlob(db: ReadDb, sourceSha256: string): BlobInfo | null {
  const sha256 = statement(db, 'SELECT sha256 FROM prepared WHERE source_sha256 = ?')
    .pluck()
    .get(sourceSha256);
  return typeof sha256 === 'string' ? blobInfo(db, sha256) : null;
}

/** Writes down the prepared picture of a source; its file is in the store already. `now` in milliseconds since 1970. */
export function keepPrepared(db: WriteDb, sourceSha256: string, prepared: BlobInfo, now: number): void {
  writeTransaction(db, () => {
    insertBlob(db, prepared, now);
    statement(
      db,
      `INSERT INTO prepared (source_sha256, sha256) VALUES (?, ?)
       ON CONFLICT (source_sha256) DO UPDATE SET sha256 = excluded.sha256`,
    ).run(sourceSha256, prepared.sha256);
  });
}

/** A picture on the service: where, and what exactly was sent. */
const Asset = z.object({ path: z.string(), sha256: z.string(), bytes: z.int(), mime: ImageMime });
export type Asset = Readonly<z.output<typeof Asset>>;

/** An account's upload of a source; null when there is none that is known to be there. */
export function assetOf(db: ReadDb, sourceSha256: string, keyId: string): Asset | null {
  const sql = 'SELECT path, sha256, bytes, mime FROM assets WHERE source_sha256 = ? AND key_id = ?';
  return row(db, Asset, sql, sourceSha256, keyId);
}

export function keepAsset(db: WriteDb, sourceSha256: string, keyId: string, asset: Asset, now: number): void {
  statement(
    db,
    `INSERT OR REPLACE INTO assets (source_sha256, key_id, path, sha256, bytes, mime, uploaded_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  ).run(sourceSha256, keyId, asset.path, asset.sha256, asset.bytes, asset.mime, now);
}

export function forgetAsset(db: WriteDb, sourceSha256: string, keyId: string): void {
  statement(db, 'DELETE FROM assets WHERE source_sha256 = ? AND key_id = ?').run(sourceSha256, keyId);
}
