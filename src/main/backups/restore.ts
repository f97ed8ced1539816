import { join } from 'node:path';
import type { BackupFound } from '@shared/domain/backup.ts';
import type { Keeper } from '../keeper/keeper.ts';
import { backupFolder, listBackups } from '../library/backups/backup-files.ts';
import { dropDatabase, keepDatabaseAside, nameDatabase } from '../library/database/keep-aside.ts';
import { DB_NAME } from '../library/library-folder.ts';
import type { Clock, Log } from '../ports.ts';

/** The restored database until it replaces the current one. */
const RESTORING = 'library.restoring.db';

interface RestoreDeps {
  readonly keeper: Keeper;
  /** The library's folder. */
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** Returns the newest intact backup, or null. Never throws. */
export async function newestSoundBackup({ keeper, folder, log }: RestoreDeps): Promise<BackupFound | null> {
  const backups = backupFolder(folder);
  for (const { name, at, bytes } of await listBackups(backups).catch(() => [])) {
    try {
      return { name, at, bytes, content: await keeper.run('check-backup', { folder: backups, name }) };
    } catch (error) {
      log.warn('backup rejected', { name, error: String(error) });
    }
  }
  return null;
}

/** Copies a backup next to the library's database, ready to replace it. On a `Failure`, nothing has changed. */
export async function prepareRestore({ keeper, folder, clock }: RestoreDeps, name: string): Promise<void> {
  discardPrepared(folder);
  try {
    const to = join(folder, RESTORING);
    await keeper.run('copy-backup', { folder: backupFolder(folder), name, to, at: clock() });
  } catch (error) {
    discardPrepared(folder);
    throw error;
  }
}

/** Removes a prepared copy that won't be used, or one left by a crash. */
export function discardPrepared(folder: string): void {
  dropDatabase(folder, RESTORING);
}

/** Replaces the database with the prepared copy while the library is closed. The replaced database is kept. */
export async function takePlace(
  { folder, clock, log }: RestoreDeps,
  reason: 'damaged' | 'replaced',
): Promise<void> {
  keepDatabaseAside(folder, DB_NAME, clock(), reason);
  await nameDatabase(folder, RESTORING, DB_NAME);
  log.info('database replaced by backup');
}
