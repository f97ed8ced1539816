import { join } from 'node:path';
import type { DatabaseContent } from '@shared/domain/backup.ts';
import { Failure } from '@shared/errors.ts';
import Database from 'better-sqlite3';
import { hashFile } from '../../files/hash-file.ts';
import type { ReadDb } from '../database/db.ts';
import { parseBackupName } from './backup-files.ts';
import { databaseContent } from './database-content.ts';
import { isSound } from './make-backup.ts';

/**
 * Reads a whole backup and returns its content. Throws `library-damaged` if any byte differs from what was
 * written.
 */
export async function checkBackup(folder: string, name: string): Promise<DatabaseContent> {
  const named = parseBackupName(name);
  if (!named) throw new Failure('not-found');
  const path = join(folder, name);
  if (!(await hashFile(path)).startsWith(named.hash)) throw new Failure('library-damaged');
  const db = new Database(path, { readonly: true, fileMustExist: true }) as ReadDb;
  try {
    if (!isSound(db)) throw new Failure('library-damaged');
    return databaseContent(db);
  } finally {
    db.close();
  }
}
