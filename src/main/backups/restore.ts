import { join } from 'node:path';
import type { BackupFound } from '@shared/domain/backup.ts';
import type { Keeper } from '../keeper/keeper.ts';
import { backupFolder, listBackups } from '../library/backups/backup-files.ts';
import { dropDatabase, keepDatabaseAside, nameDatabase } from '../library/database/keep-aside.ts';
import { DB_NAME } from '../library/library.ts';
import type { Clock, Log } from '../ports.ts';

/** The restored database until it takes the place of the other one. */
const RESTORING = 'library.restoring.db';

interface RestoreDeps {
  readonly keeper: Keeper;
  /** The library's folder. */
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** The newest backup of which every byte is as it was written; null when there is none. Never throws. */
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

/** Puts a copy of a backup beside the library's database, ready to take its place. Throws a `Failure`; then nothing has changed. */
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

/** Removes a prepared copy that does not take the database's place, and what a crash left of one. */
export function discardPrepared(folder: string): void {
  dropDatabase(folder, RESTORING);
}

/** Gives the prepared copy the database's place, while the library is closed. The other database is kept. */
export async function takePlace(
  { folder, clock, log }: RestoreDeps,
  reason: 'damaged' | 'replaced',
): Promise<void> {
  keepDatabaseAside(folder, DB_NAME, clock(), reason);
  await nameDatabase(folder, RESTORING, DB_NAME);
  log.info('database replaced by backup');
}
