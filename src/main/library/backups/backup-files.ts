import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Backup } from '@shared/domain/backup.ts';
import { codeOf } from '../../system-codes.ts';

/* `backups/`: copies of the database. A name holds a number that grows with each backup, so that the newest
   is known regardless of the clock, then the time, then the start of the content's SHA-256, so that any
   damaged byte is detected. */

/** Returns the folder of backups in a library's folder. */
export const backupFolder = (libraryFolder: string): string => join(libraryFolder, 'backups');

/** Number of hash digits in a name. */
const HASH_DIGITS = 32;
const NAME = /^library-(\d{6,12})-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ)-([0-9a-f]{32})\.db$/;
/** The temporary name of a backup, and the prefix of SQLite's files beside it. */
export const PART_NAME = 'backup.part';

/** A parsed backup name. */
export interface NamedBackup {
  readonly name: string;
  readonly number: number;
  readonly at: number;
  /** The first digits of the SHA-256 of its content. */
  readonly hash: string;
}

/** Returns the name of a backup. Only the first digits of `sha256` are used. */
export function backupName(number: number, at: number, sha256: string): string {
  const time = new Date(at).toISOString().slice(0, 19).replaceAll(':', '-');
  return `library-${String(number).padStart(6, '0')}-${time}Z-${sha256.slice(0, HASH_DIGITS)}.db`;
}

/** Parses the name of a backup, or returns null for any other file. */
export function parseBackupName(name: string): NamedBackup | null {
  const [, number, time = '', hash] = NAME.exec(name) ?? [];
  if (number === undefined || hash === undefined) return null;
  const at = Date.parse(`${time.slice(0, 11)}${time.slice(11).replaceAll('-', ':')}`);
  return Number.isNaN(at) ? null : { name, number: Number(number), at, hash };
}

/** The backups in a folder, newest first. Empty if there is no folder. */
export async function namedBackups(folder: string): Promise<NamedBackup[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  });
  return names.flatMap((name) => parseBackupName(name) ?? []).sort((a, b) => b.number - a.number);
}

/** The backups in a folder with their sizes, newest first. */
export async function listBackups(folder: string): Promise<Backup[]> {
  const named = await namedBackups(folder);
  const sized = await Promise.all(
    named.map(async ({ name, at }) => {
      const found = await stat(join(folder, name)).catch(() => null);
      return found ? [{ name, at, bytes: found.size }] : [];
    }),
  );
  return sized.flat();
}

/** Removes partial backups left by a crash. Only for a caller that isn't writing one. */
export async function sweepParts(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) if (name.startsWith(PART_NAME)) await rm(join(folder, name), { force: true });
}
