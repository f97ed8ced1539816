import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Backup, BackupDifference, BackupListed, DatabaseContent } from '@shared/domain/backup.ts';
import type { Keeper } from '../keeper/keeper.ts';
import { backupFolder, listBackups } from '../library/backups/backup-files.ts';
import type { Clock, Log } from '../ports.ts';
import { meaningOf } from '../system-failure.ts';
import type { Troubles } from '../troubles.ts';
import { withLimit } from '../with-limit.ts';

/** Interval between backups of a changing library, in milliseconds. */
const EVERY_MS = 10 * 60_000;
/** Time limit (ms) for the last backup when the app closes. */
const EXIT_LIMIT_MS = 3_000;
/** Closing the database writes to it after the last backup. Writes within this time don't count as a change. */
const CLOSING_MS = 10_000;

export interface BackupService {
  /** Newest first. */
  list(): Promise<BackupListed[]>;
  /** Reads a whole backup and returns its content. */
  check(name: string): Promise<DatabaseContent>;
  /** Counts what restoring a backup would change. */
  preview(name: string): Promise<BackupDifference>;
  /** Makes a backup now, even without changes. Throws a `Failure`. */
  backUp(): Promise<Backup>;
  /**
   * Makes the last backup if anything changed, within a time limit. Never throws. Call it before the database
   * is closed.
   */
  close(): Promise<void>;
}

interface BackupServiceDeps {
  readonly keeper: Keeper;
  /** The library's folder. */
  readonly folder: string;
  readonly dbPath: string;
  /** Number of rows changed through the library's connection so far. */
  readonly changes: () => number;
  /** Whether the library has any content. */
  readonly hasContent: () => boolean;
  readonly clock: Clock;
  readonly log: Log;
  readonly troubles: Troubles;
  readonly everyMs?: number;
  /** The database could not be copied, since it seems damaged. */
  readonly suspect: () => void;
  readonly exitLimitMs?: number;
}

/** Backs up the library while it changes, and once more when the app closes. */
export function createBackupService(deps: BackupServiceDeps): BackupService {
  const { keeper, dbPath, changes, hasContent, clock, log, troubles } = deps;
  const folder = backupFolder(deps.folder);
  let saved = changes();
  let current: Promise<Backup> | null = null;
  const missed = isBehind(folder, dbPath).then((behind) => {
    if (behind) saved = Number.NaN;
  });
  const hasChanged = () => changes() !== saved && hasContent();

  async function write(): Promise<Backup> {
    // Read before the backup: changes made while it is written belong to the next one.
    const before = changes();
    try {
      const backup = await keeper.run('back-up', { dbPath, folder, at: clock() });
      saved = before;
      troubles.clear('backup-no-room', 'backup-failed');
      log.info('library backed up', { ...backup });
      return backup;
    } catch (error) {
      const meaning = meaningOf(error);
      // Not reported when the app closes or the thread was stopped: the next start makes the backup.
      if (meaning === 'disk-full') troubles.set({ kind: 'backup-no-room' });
      else if (meaning !== 'interrupted') troubles.set({ kind: 'backup-failed' });
      if (meaning === 'library-damaged') deps.suspect();
      throw error;
    }
  }

  /** Makes a backup, or returns the one in progress. */
  function backUp(): Promise<Backup> {
    current ??= write().finally(() => {
      current = null;
    });
    return current;
  }

  async function backUpChanges(): Promise<void> {
    try {
      await missed;
      // It may have started before the last change.
      await current?.catch(() => {});
      if (hasChanged()) await backUp();
    } catch (error) {
      log.warn('failed to back up library', { error: String(error) });
    }
  }

  const timer = setInterval(() => void backUpChanges(), deps.everyMs ?? EVERY_MS);
  timer.unref();

  return {
    list: () => keeper.run('list-backups', { folder }),
    preview: (name) => keeper.run('compare-backup', { dbPath, folder, name }),
    check: (name) => keeper.run('check-backup', { folder, name }),
    backUp,
    async close() {
      clearInterval(timer);
      await withLimit(backUpChanges(), deps.exitLimitMs ?? EXIT_LIMIT_MS, () => {});
    },
  };
}

/** Whether the database was written after its newest backup, because the app ended without one. */
async function isBehind(folder: string, dbPath: string): Promise<boolean> {
  const [newest] = await listBackups(folder).catch(() => []);
  const written = Math.max(writtenAt(dbPath), writtenAt(`${dbPath}-wal`));
  if (!newest) return written > 0;
  return written > writtenAt(join(folder, newest.name)) + CLOSING_MS;
}

function writtenAt(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  return found && found.size > 0 ? found.mtimeMs : 0;
}
