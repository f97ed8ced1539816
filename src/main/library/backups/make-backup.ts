import { mkdir, rename, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DatabaseContent } from '@shared/domain/backup.ts';
import { Failure } from '@shared/errors.ts';
import Database from 'better-sqlite3';
import { hashFile } from '../../files/hash-file.ts';
import { syncFile, syncFolder } from '../../files/sync.ts';
import { codeOf } from '../../system-codes.ts';
import { asFailure, type ReadDb } from '../database/db.ts';
import { number } from '../database/rows.ts';
import { diskFailure } from '../store/disk.ts';
import { backupName, namedBackups, PART_NAME, sweepParts } from './backup-files.ts';
import { databaseContent } from './database-content.ts';

/** Pages copied per step: about a megabyte, so that canceling a backup is quick. */
const STEP_PAGES = 256;
/** Disk space (bytes) that a backup leaves free: the user's current work goes before a copy of past work. */
const ROOM_LEFT_BYTES = 64 * 1024 * 1024;
const BUSY_MS = 5000;

/**
 * Writes a verified backup of a database that may be in use, and returns its name. The file is renamed once
 * it is complete, synced, opened, checked and compared with the original. Throws `disk-full` if there is too
 * little space, `library-damaged` if the database is damaged.
 */
export async function makeBackup(dbPath: string, folder: string, at: number): Promise<string> {
  await makeBackupFolder(folder);
  await sweepParts(folder);
  const part = join(folder, PART_NAME);
  try {
    const original = await copyDatabase(dbPath, part);
    checkCopy(part, original);
    await syncFile(part);
    const newest = (await namedBackups(folder))[0];
    const name = backupName((newest?.number ?? 0) + 1, at, await hashFile(part));
    await rename(part, join(folder, name));
    await syncFolder(folder);
    return name;
  } catch (error) {
    await sweepParts(folder).catch(() => {});
    throw asFailure(error);
  }
}

/** Creates the folder but not its parents: a missing library must not be recreated. Throws `library-gone`. */
async function makeBackupFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
    await syncFolder(dirname(folder));
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') throw new Failure('library-gone');
    if (code !== 'EEXIST') throw diskFailure(error);
  }
}

/** Copies one snapshot of the database and returns its content. */
async function copyDatabase(dbPath: string, to: string): Promise<DatabaseContent> {
  const db = new Database(dbPath, { readonly: true, fileMustExist: true, timeout: BUSY_MS }) as ReadDb;
  try {
    // Without its own transaction, the copy would restart after every commit of another connection.
    db.exec('BEGIN');
    const content = databaseContent(db);
    await refuseWithoutRoom(db, dirname(to));
    await db.backup(to, { progress: () => STEP_PAGES });
    return content;
  } finally {
    db.close();
  }
}

async function refuseWithoutRoom(db: ReadDb, folder: string): Promise<void> {
  const bytes = number(db, 'SELECT page_count * page_size FROM pragma_page_count, pragma_page_size') ?? 0;
  const disk = await statfs(folder);
  if (disk.bavail * disk.bsize < bytes + ROOM_LEFT_BYTES) throw new Failure('disk-full');
}

function checkCopy(path: string, original: DatabaseContent): void {
  const db = new Database(path, { fileMustExist: true }) as ReadDb;
  try {
    // Without a log file, the copy can be read from a read-only folder.
    db.pragma('journal_mode = DELETE');
    if (!isSound(db)) throw new Failure('library-damaged');
    if (JSON.stringify(databaseContent(db)) !== JSON.stringify(original))
      throw new Error('the backup does not hold what the database holds');
  } finally {
    db.close();
  }
}

/** Whether SQLite's integrity check finds no damage. */
export function isSound(db: ReadDb): boolean {
  return db.pragma('quick_check(1)', { simple: true }) === 'ok';
}
