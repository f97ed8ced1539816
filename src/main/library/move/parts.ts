import { existsSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DB_NAME, MOVED_NAME } from '../library-folder.ts';
import { LOCK_NAME } from '../store/folder-lock.ts';
import { RESERVE_NAME } from '../store/reserve.ts';

/* A library is moved in parts: each folder in it, without the folders in that. */

/** Folders that aren't copied: what is being written, and caches that fill again. */
const LEFT_BEHIND = ['tmp', 'drag', 'display', 'blame'];
const THUMBS = 'thumbs';
/** Folders that are of no use in a folder that the library has left. */
const CACHES = [...LEFT_BEHIND, THUMBS];
/** Files of one folder only, and those that are copied while the library is closed. */
const OWN_FILES: readonly string[] = [LOCK_NAME, RESERVE_NAME, MOVED_NAME, 'marker.json'];
/** With the log, if closing left one. */
export const DATABASE_FILES: readonly string[] = [DB_NAME, `${DB_NAME}-wal`];
/** Thumbnails are made again if they are damaged, so they are neither synced nor read back. */
export const isCache = (part: string): boolean => part.split(/[/\\]/)[0] === THUMBS;

export const hasCaches = (folder: string): boolean => CACHES.some((name) => existsSync(join(folder, name)));

/** Removes the caches of a folder that the library has left. Its pictures and its database stay. */
export async function discardCaches(folder: string): Promise<void> {
  for (const name of CACHES) await rm(join(folder, name), { recursive: true, force: true });
}

export interface Part {
  /** Path in the library's folder. Empty for the folder itself. */
  readonly name: string;
  /** When a file was last added, replaced or removed, in milliseconds since 1970. */
  readonly changed: number;
}

/** Every part of a library, the folder itself first. */
export async function partsOf(folder: string, name = ''): Promise<Part[]> {
  const path = join(folder, name);
  const info = await stat(path);
  const parts: Part[] = [{ name, changed: info.mtimeMs }];
  for (const entry of await readdir(path)) {
    if (name === '' && LEFT_BEHIND.includes(entry)) continue;
    if (await isFolder(join(path, entry))) parts.push(...(await partsOf(folder, join(name, entry))));
  }
  return parts;
}

/** The files of a part that are moved, except the database. */
export async function filesOf(folder: string, part: string): Promise<string[]> {
  const path = join(folder, part);
  const names = (await readdir(path)).filter((name) => !name.endsWith('.tmp') && !name.endsWith('.part'));
  const moved = part === '' ? names.filter((name) => !isOwnFile(name)) : names;
  const files = await Promise.all(
    moved.map(async (name) => ((await isFolder(join(path, name))) ? null : name)),
  );
  return files.filter((name) => name !== null);
}

const isOwnFile = (name: string): boolean =>
  OWN_FILES.includes(name) || name === `${DB_NAME}-shm` || DATABASE_FILES.includes(name);

/** Follows links: a part may lie on another disk. */
async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}
