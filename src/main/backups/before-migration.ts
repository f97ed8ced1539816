import { dirname } from 'node:path';
import { isDiskFull } from '../disk-errors.ts';
import type { Keeper } from '../keeper/keeper.ts';
import { backupFolder } from '../library/backups/backup-files.ts';
import type { Clock, Log } from '../ports.ts';
import type { Troubles } from '../troubles.ts';
import { withLimit } from '../with-limit.ts';

/** Time limit (ms) for the backup when an older library is opened. */
const LIMIT_MS = 60_000;

interface MigrationBackupDeps {
  readonly keeper: Keeper;
  readonly clock: Clock;
  readonly log: Log;
  readonly troubles: Troubles;
}

/**
 * Backs up a database of an older version before it is migrated. If there is no space for it, the migration
 * runs anyway: it is one transaction, and a user who can't open the library can't free space in it. Never
 * throws.
 */
export async function backUpBeforeMigration(deps: MigrationBackupDeps, dbPath: string): Promise<void> {
  const { keeper, clock, log, troubles } = deps;
  try {
    const job = keeper.run('back-up', { dbPath, folder: backupFolder(dirname(dbPath)), at: clock() });
    const backup = await withLimit(job, LIMIT_MS, () => null);
    if (backup) log.info('library backed up before migration', { ...backup });
    else log.warn('backup before migration timed out', { limitMs: LIMIT_MS });
  } catch (error) {
    log.warn('failed to back up library before migration', { error: String(error) });
    troubles.set({ kind: isDiskFull(error) ? 'backup-no-room' : 'backup-failed' });
  }
}
