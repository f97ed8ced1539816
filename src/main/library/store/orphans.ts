import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Clock, Log } from '../../ports.ts';
import { yieldToEventLoop } from '../../yield-to-event-loop.ts';
import { type ReadDb, statement, type WriteDb, writeTransaction } from '../database/db.ts';
import { texts } from '../database/rows.ts';
import { sidecarName } from '../sidecars/sidecar.ts';

/* `orphans/`: files without a row, moved aside but not deleted. A file is deleted only if this database set
   it aside 30 days ago and has been the library's ever since. Files set aside by another database stay
   permanently. */

const FOLDER = 'orphans';
/** How long a file stays set aside before it is deleted. */
const KEPT_MS = 30 * 24 * 3_600_000;
/**
 * Name of a file in the store. Any extension except that of sidecars, since a later version may have more
 * formats.
 */
const OBJECT_NAME = /^([0-9a-f]{64})\.(?!json$)[a-z0-9]{1,8}$/;

/** A file in the store by name. */
export interface StoredFile {
  readonly path: string;
  readonly name: string;
  readonly sha256: string;
}

/** The files in a folder with names like objects. */
export async function storedFiles(folder: string): Promise<StoredFile[]> {
  const names = await readdir(folder).catch(() => []);
  return names.flatMap((name) => {
    const sha256 = OBJECT_NAME.exec(name)?.[1];
    return sha256 ? [{ path: join(folder, name), name, sha256 }] : [];
  });
}

export const orphanFiles = (folder: string): Promise<StoredFile[]> => storedFiles(join(folder, FOLDER));

async function unknownOrphans(db: ReadDb, folder: string): Promise<StoredFile[]> {
  return flatMapInPieces(await orphanFiles(folder), (piece) => withoutRow(db, piece));
}

/** A purged blob has no file, unless it is still on its way to the operating system's trash. */
export const WITHOUT_ROW = `SELECT value FROM json_each(?)
  WHERE NOT EXISTS (SELECT 1 FROM blobs WHERE sha256 = value AND purged_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM purge_queue WHERE sha256 = value)`;

/** Returns the files that have no row. */
export function withoutRow<F extends Pick<StoredFile, 'sha256'>>(db: ReadDb, files: readonly F[]): F[] {
  const hashes = JSON.stringify(files.map(({ sha256 }) => sha256));
  const missing = new Set(texts(db, WITHOUT_ROW, hashes));
  return files.filter(({ sha256 }) => missing.has(sha256));
}

/** Number of files per query. */
const PIECE = 1000;

/** Returns the results of a query for a thousand files after another, between which other work can run. */
export async function flatMapInPieces<F, T>(
  files: readonly F[],
  query: (piece: readonly F[]) => readonly T[],
): Promise<T[]> {
  const results: T[] = [];
  for (let at = 0; at < files.length; at += PIECE) {
    if (at > 0) await yieldToEventLoop();
    results.push(...query(files.slice(at, at + PIECE)));
  }
  return results;
}

/** Returns those of these hashes that an image shows. */
export function hashesWithImage(db: ReadDb, files: readonly Pick<StoredFile, 'sha256'>[]): string[] {
  const sql = `SELECT value FROM json_each(?)
    WHERE EXISTS (SELECT 1 FROM images WHERE images.sha256 = value AND images.purged_at IS NULL)`;
  return texts(db, sql, JSON.stringify(files.map(({ sha256 }) => sha256)));
}

/** Moves a file of the store to `orphans/`. Throws file system errors. */
export function setAside(db: WriteDb, folder: string, { path, name, sha256 }: StoredFile, now: number): void {
  mkdirSync(join(folder, FOLDER), { recursive: true });
  writeTransaction(db, () =>
    statement(db, 'INSERT OR REPLACE INTO set_aside (sha256, at) VALUES (?, ?)').run(sha256, now),
  );
  renameSync(path, join(folder, FOLDER, name));
  moveSidecar(dirname(path), join(folder, FOLDER), sha256);
}

/** Moves the sidecar of a moved file, if it has one. */
function moveSidecar(from: string, to: string, sha256: string): void {
  const path = join(from, sidecarName(sha256));
  if (existsSync(path)) renameSync(path, join(to, sidecarName(sha256)));
}

/** Deletes files that this database set aside 30 days ago and that still have no row. */
export async function forgetOldOrphans(db: WriteDb, folder: string, clock: Clock): Promise<void> {
  for (const file of await unknownOrphans(db, folder)) {
    const at = statement(db, 'SELECT at FROM set_aside WHERE sha256 = ?').pluck().get(file.sha256);
    if (typeof at !== 'number' || clock() - at <= KEPT_MS) continue;
    await rm(file.path, { force: true });
    await rm(join(dirname(file.path), sidecarName(file.sha256)), { force: true });
    writeTransaction(db, () => statement(db, 'DELETE FROM set_aside WHERE sha256 = ?').run(file.sha256));
  }
}

/** Files in `orphans/` without a row that this database did not set aside. */
export async function foreignOrphans(db: ReadDb, folder: string): Promise<StoredFile[]> {
  const own = statement(db, 'SELECT 1 FROM set_aside WHERE sha256 = ?');
  return (await unknownOrphans(db, folder)).filter(({ sha256 }) => !own.get(sha256));
}

/**
 * Returns files whose rows exist after all to the store, because an older or another database is in use
 * again. Call it before the first image is requested. Returns their number.
 */
export async function returnKnown(db: ReadDb, folder: string, log: Log): Promise<number> {
  const files = await orphanFiles(folder);
  const unknown = new Set(await flatMapInPieces(files, (piece) => withoutRow(db, piece)));
  let count = 0;
  for (const file of files) if (!unknown.has(file) && putBack(folder, file, log) !== null) count += 1;
  if (count > 0) log.info('orphaned files restored', { files: count });
  return count;
}

/** Moves a file from `orphans/` into the store. Null if the store already has it or the move failed. */
export function putBack(folder: string, file: StoredFile, log: Log): StoredFile | null {
  const path = join(folder, 'objects', file.sha256.slice(0, 2), file.name);
  try {
    if (existsSync(path) && statSync(path).size > 0) return null;
    mkdirSync(dirname(path), { recursive: true });
    renameSync(file.path, path);
    moveSidecar(dirname(file.path), dirname(path), file.sha256);
    return { ...file, path };
  } catch (error) {
    log.warn('failed to restore orphaned file', { error: String(error) });
    return null;
  }
}

/** Whether a file is recorded as one whose row may have been lost. */
export function isStray(db: ReadDb, { sha256 }: Pick<StoredFile, 'sha256'>): boolean {
  return statement(db, 'SELECT 1 FROM strays WHERE sha256 = ?').get(sha256) !== undefined;
}

/**
 * Records those of these files that have no row as strays, which no sweep and no repair moves. Returns their
 * number.
 */
export async function recordStrays(
  db: WriteDb,
  files: readonly Pick<StoredFile, 'sha256'>[],
): Promise<number> {
  const strays = await flatMapInPieces(files, (piece) => withoutRow(db, piece));
  if (strays.length === 0) return 0;
  const add = statement(db, 'INSERT OR IGNORE INTO strays (sha256) VALUES (?)');
  writeTransaction(db, () => {
    for (const { sha256 } of strays) add.run(sha256);
  });
  return new Set(strays.map(({ sha256 }) => sha256)).size;
}

/** Strays that are still in the store without a row. */
export async function strayFiles(db: ReadDb, folder: string): Promise<StoredFile[]> {
  const hashes = new Set(texts(db, 'SELECT sha256 FROM strays'));
  const files: StoredFile[] = [];
  for (const shelf of new Set([...hashes].map((sha256) => sha256.slice(0, 2)))) {
    const found = await storedFiles(join(folder, 'objects', shelf));
    files.push(
      ...withoutRow(
        db,
        found.filter(({ sha256 }) => hashes.has(sha256)),
      ),
    );
  }
  return files;
}
