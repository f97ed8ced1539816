import { existsSync, renameSync, rmSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFile, syncFolder, syncFolderNow } from '../../files/sync.ts';

/** Suffixes of the files that form a database. */
const PARTS = ['', '-wal', '-shm'];

/** Renames an unused database and its log to `library.<reason>-<time>.db`. */
export function keepDatabaseAside(
  folder: string,
  dbName: string,
  now: number,
  reason: 'damaged' | 'replaced' = 'damaged',
): void {
  const stamp = new Date(now).toISOString().slice(0, 19).replaceAll(':', '-');
  for (let n = 1; ; n += 1) {
    const aside = join(folder, `library.${reason}-${stamp}${n === 1 ? '' : `-${n}`}.db`);
    if (PARTS.some((part) => existsSync(aside + part))) continue;
    for (const part of PARTS) renameIfThere(join(folder, dbName + part), aside + part);
    syncFolderNow(folder);
    return;
  }
}

/** How long a database is kept after a backup replaced it. The user had other backups to choose from. */
const REPLACED_MS = 30 * 24 * 3_600_000;

/** Deletes databases that a backup replaced at least 30 days ago. Damaged ones are never deleted. */
export async function forgetReplaced(folder: string, now: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const time = /^library\.replaced-(\d{4}-\d\d-\d\d)T[\d-]+\.db(-wal|-shm)?$/.exec(name)?.[1];
    if (time !== undefined && now - Date.parse(time) > REPLACED_MS)
      await rm(join(folder, name), { force: true });
  }
}

/** Deletes an incomplete database. */
export function dropDatabase(folder: string, dbName: string): void {
  for (const part of PARTS) rmSync(join(folder, dbName + part), { force: true });
}

/** Renames a closed database, and syncs it before and the folder after that. */
export async function nameDatabase(folder: string, from: string, to: string): Promise<void> {
  await syncFile(join(folder, from));
  renameSync(join(folder, from), join(folder, to));
  await syncFolder(folder);
}

function renameIfThere(from: string, to: string): void {
  if (existsSync(from)) renameSync(from, to);
}
