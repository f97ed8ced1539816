import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { copyFileAtomic } from '../../files/copy-file-atomic.ts';
import { asFailure, type ReadDb } from '../database/db.ts';
import { texts } from '../database/rows.ts';
import { LIBRARY_SIDECAR } from '../sidecars/library-sidecar.ts';
import { diskFailure } from '../store/disk.ts';
import { backupFolder, listBackups } from './backup-files.ts';

/** Number of database backups to keep in a copy of the library. */
const BACKUPS_KEPT = 3;
const BUSY_MS = 5000;
const SIDECAR = /^[0-9a-f]{64}\.json$/;
const OBJECT = /^([0-9a-f]{64})\.[a-z0-9]{1,8}$/;

export interface CopiedShelf {
  readonly copied: number;
  /** Pictures that were not copied because they do not have their hash any more. */
  readonly damaged: number;
}

/**
 * Copies what is new in one of a library's 256 folders to the same folder of `to`. A file gets its name there
 * only once complete, so comparing names is enough. A sidecar is copied if it changed after `since`
 * (milliseconds since 1970). Permanently deleted pictures are deleted there too. Any other file stays,
 * because one missing here may have been lost.
 */
export async function copyShelf(
  dbPath: string,
  folder: string,
  to: string,
  shelf: string,
  since: number,
): Promise<CopiedShelf> {
  const [from, target] = [join(folder, 'objects', shelf), join(to, 'objects', shelf)];
  const names = await readdir(from).catch(() => [] as string[]);
  const there = new Set(await readdir(target).catch(() => [] as string[]));
  let copied = 0;
  let damaged = 0;
  try {
    if (names.length > 0) await mkdir(target, { recursive: true });
    for (const name of names) {
      const path = join(from, name);
      if (SIDECAR.test(name)) {
        const info = await stat(path).catch(() => null);
        if (!info || (there.has(name) && info.mtimeMs < since)) continue;
        await copyFileAtomic(path, join(target, name), null);
        continue;
      }
      const sha256 = OBJECT.exec(name)?.[1];
      if (sha256 === undefined || there.has(name)) continue;
      if (await copyFileAtomic(path, join(target, name), sha256)) copied += 1;
      else damaged += 1;
    }
    const gone = [...there].filter((name) => !names.includes(name));
    for (const name of purged(dbPath, gone)) await rm(join(target, name), { force: true });
  } catch (error) {
    throw diskFailure(asFailure(error));
  }
  return { copied, damaged };
}

/** Copies the rest of a library: the newest backup, and the library's sidecar. */
export async function copyRest(folder: string, to: string): Promise<void> {
  try {
    const source = backupFolder(folder);
    const target = backupFolder(to);
    await mkdir(target, { recursive: true });
    const [newest] = await listBackups(source).catch(() => []);
    const there = await readdir(target);
    if (newest && !there.includes(newest.name))
      await copyFileAtomic(join(source, newest.name), join(target, newest.name), null);
    for (const old of (await listBackups(target)).slice(BACKUPS_KEPT))
      await rm(join(target, old.name), { force: true });
    const library = join(folder, LIBRARY_SIDECAR);
    if (await stat(library).catch(() => null)) await copyFileAtomic(library, join(to, LIBRARY_SIDECAR), null);
  } catch (error) {
    throw diskFailure(asFailure(error));
  }
}

/** Returns the names whose pictures the database records as permanently deleted. */
function purged(dbPath: string, names: readonly string[]): string[] {
  const hashes = new Set(names.flatMap((name) => OBJECT.exec(name)?.[1] ?? []));
  if (hashes.size === 0) return [];
  const db = new Database(dbPath, { readonly: true, fileMustExist: true, timeout: BUSY_MS }) as ReadDb;
  try {
    const sql = `SELECT sha256 FROM blobs WHERE purged_at IS NOT NULL AND bytes > 0
      AND sha256 IN (SELECT value FROM json_each(?))`;
    const known = new Set(texts(db, sql, JSON.stringify([...hashes])));
    return names.filter((name) => known.has(OBJECT.exec(name)?.[1] ?? ''));
  } finally {
    db.close();
  }
}
