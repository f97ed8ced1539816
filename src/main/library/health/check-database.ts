import { readFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { Failure } from '@shared/errors.ts';
import Database from 'better-sqlite3';
import { z } from 'zod';
import type { ReadDb } from '../database/db.ts';
import { MIGRATIONS } from '../database/migrations/index.ts';
import { texts } from '../database/rows.ts';
import { composeSidecar } from '../sidecars/compose-sidecar.ts';
import { parseSidecar, type Sidecar, sidecarPath } from '../sidecars/sidecar.ts';

const BUSY_MS = 5000;
/** Pictures whose rows are compared with their sidecars, the newest: those that a backup is least likely to hold. */
const COMPARED_MAX = 1000;

/**
 * Whether a database is intact: SQLite finds no structural damage, and values that never change are equal in
 * rows and sidecars. Only the latter detects damage inside a value. Throws errors that prevent reading the
 * file, such as a lock.
 */
export async function isDatabaseSound(dbPath: string, objectsFolder: string): Promise<boolean> {
  let db: ReadDb | null = null;
  try {
    db = new Database(dbPath, { readonly: true, fileMustExist: true, timeout: BUSY_MS }) as ReadDb;
    if (db.pragma('integrity_check(1)', { simple: true }) !== 'ok') return false;
    // The queries are those of the newest version.
    if (db.pragma('user_version', { simple: true }) !== MIGRATIONS.at(-1)?.version) return true;
    const hashes = texts(
      db,
      `SELECT DISTINCT sha256 FROM (SELECT sha256 FROM images WHERE purged_at IS NULL
         AND id NOT IN (SELECT id FROM sidecar_queue WHERE kind = 'image') ORDER BY id DESC LIMIT ?)`,
      COMPARED_MAX,
    );
    for (const sha256 of hashes) {
      const text = await readFile(sidecarPath(objectsFolder, sha256), 'utf8').catch(() => null);
      const sidecar = text === null ? null : parseSidecar(text);
      // Without a sidecar a rebuild would know no better.
      if (!sidecar) continue;
      const composed = composeSidecar(db, sha256);
      if (composed && contradicts(composed, sidecar)) return false;
    }
    return true;
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  } finally {
    db?.close();
  }
}

/** SQLite’s words for damage; or a row that no version of Reseed wrote. */
function isDamage(error: unknown): boolean {
  if (error instanceof Failure || error instanceof z.ZodError) return true;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^SQLITE_(CORRUPT|NOTADB|ERROR|MISMATCH)/.test(code);
}

/** Whether two descriptions of a picture differ in values that never change. */
export function contradicts(a: Sidecar, b: Sidecar): boolean {
  if (!isDeepStrictEqual(bytesOf(a), bytesOf(b))) return true;
  const images = new Map(b.images.map((image) => [image.id, image]));
  const edits = new Map(b.edits.map((edit) => [`${edit.id} ${edit.createdAt}`, edit]));
  return (
    a.images.some((image) => {
      const other = images.get(image.id);
      return other !== undefined && (other.createdAt !== image.createdAt || other.origin !== image.origin);
    }) ||
    a.edits.some((edit) => {
      const other = edits.get(`${edit.id} ${edit.createdAt}`);
      return other !== undefined && !isDeepStrictEqual(other.request, edit.request);
    })
  );
}

function bytesOf({ blob }: Sidecar): readonly unknown[] {
  const { sha256, mime, bytes, width, height } = blob;
  return [sha256, mime, bytes, width, height];
}
