import { join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { hashFile } from '../../files/hash-file.ts';
import { asFailure, type ReadDb } from '../database/db.ts';
import { rows } from '../database/rows.ts';
import { fileNameOf } from './check-library.ts';

/** An image whose file was read, and whether it was intact. */
export interface ReadPicture {
  readonly sha256: string;
  readonly sound: boolean;
}

const BUSY_MS = 5000;

/** Images that were never read come first. */
export const LEAST_READ_SQL = `SELECT blobs.sha256, mime FROM blobs LEFT JOIN file_checks ON file_checks.sha256 = blobs.sha256
  WHERE purged_at IS NULL AND NOT EXISTS (SELECT 1 FROM purge_queue WHERE purge_queue.sha256 = blobs.sha256)
  ORDER BY file_checks.at, blobs.sha256 LIMIT ?`;

/** Reads the files of the `limit` images with the oldest check. A missing file isn't intact. */
export async function readPictures(dbPath: string, folder: string, limit: number): Promise<ReadPicture[]> {
  const db = new Database(dbPath, { readonly: true, fileMustExist: true, timeout: BUSY_MS }) as ReadDb;
  let found: { sha256: string; mime: string }[];
  try {
    found = rows(db, z.object({ sha256: z.string(), mime: z.string() }), LEAST_READ_SQL, limit);
  } catch (error) {
    throw asFailure(error);
  } finally {
    db.close();
  }
  const read: ReadPicture[] = [];
  for (const blob of found) {
    const path = join(folder, 'objects', blob.sha256.slice(0, 2), fileNameOf(blob));
    const hash = await hashFile(path).catch(() => null);
    read.push({ sha256: blob.sha256, sound: hash === blob.sha256 });
  }
  return read;
}
