import { join } from 'node:path';
import type { BackupDifference, BackupListed } from '@shared/domain/backup.ts';
import Database from 'better-sqlite3';
import { asFailure, type ReadDb } from '../database/db.ts';
import { number } from '../database/rows.ts';
import { listBackups } from './backup-files.ts';
import { checkBackup } from './check-backup.ts';
import { databaseContent } from './database-content.ts';

/** Identity of rows: an id alone may have been reused after a restore. */
const ROWS = {
  pictures: (db: string) => `SELECT id, sha256, created_at FROM ${db}.images WHERE deleted_at IS NULL`,
  edits: (db: string) => `SELECT id, seed, created_at FROM ${db}.edits`,
  runs: (db: string) => `SELECT id, edit_id, queued_at FROM ${db}.runs`,
} as const;
const KINDS = ['pictures', 'edits', 'runs'] as const;

/**
 * Counts the rows that only the library has, and those that only the backup has. Throws `library-damaged` if
 * the backup isn't intact.
 */
export async function compareBackup(dbPath: string, folder: string, name: string): Promise<BackupDifference> {
  await checkBackup(folder, name);
  const db = new Database(dbPath, { readonly: true, fileMustExist: true }) as ReadDb;
  try {
    db.prepare('ATTACH ? AS backup').run(join(folder, name));
    const without = (from: string, other: string) => {
      const counts = KINDS.map((kind) => {
        const sql = `SELECT count(*) FROM (${ROWS[kind](from)} EXCEPT ${ROWS[kind](other)})`;
        return [kind, number(db, sql) ?? 0] as const;
      });
      return Object.fromEntries(counts) as Record<(typeof KINDS)[number], number>;
    };
    return { onlyInLibrary: without('main', 'backup'), onlyInBackup: without('backup', 'main') };
  } catch (error) {
    throw asFailure(error);
  } finally {
    db.close();
  }
}

/** The backups in a folder with their content, newest first. Doesn't read whole backups. */
export async function describeBackups(folder: string): Promise<BackupListed[]> {
  const backups = await listBackups(folder);
  return backups.map((backup) => ({ ...backup, content: contentOf(join(folder, backup.name)) }));
}

function contentOf(path: string): BackupListed['content'] {
  try {
    const db = new Database(path, { readonly: true, fileMustExist: true }) as ReadDb;
    try {
      return databaseContent(db);
    } finally {
      db.close();
    }
  } catch {
    return null;
  }
}
