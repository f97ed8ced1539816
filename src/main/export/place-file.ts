import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, chmod, copyFile, link, lstat, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Collision } from '@shared/domain/export.ts';
import { numberedName, shorterName } from '@shared/domain/file-name.ts';
import { Failure } from '@shared/errors.ts';
import { syncFile, syncFolder } from '../files/sync.ts';
import { codeOf } from '../system-codes.ts';
import { writeFailure } from '../write-failure.ts';

/** Name of a file until it is complete. */
export const PART_NAME = /^\.reseed-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.part$/;

/** Maximum number of names tried in a folder. */
const NAMES_MAX = 10_000;
/** Fits file systems with encrypted names (143 bytes), minus space for a suffix such as ` (12)`. */
const SHORT_NAME_BYTES = 130;

/** What is placed: a copy of a file, a file made by `partPath` (moved), or a text. */
export type Placed = { readonly path: string } | { readonly made: string } | { readonly text: string };

/** Returns a path for a file in progress: hidden and in the target folder, so that the last step is a rename. */
export function partPath(folder: string): string {
  return join(folder, `.reseed-${randomUUID()}.part`);
}

/**
 * Places a file or text in a folder atomically: readers see all of it or nothing, and an existing file is
 * never partly overwritten, even after a power cut. Returns its final name, which is shortened if the disk
 * requires it, or null if it was skipped. A file passed as `made` is always removed. Throws `Failure` with
 * the cause.
 */
export async function placeFile(
  source: Placed,
  folder: string,
  name: string,
  collision: Collision,
  makeLink: typeof link = link,
): Promise<string | null> {
  const temp = 'made' in source ? source.made : partPath(folder);
  try {
    if (collision === 'skip' && (await isThere(join(folder, name)))) return null;
    await fill(temp, source);
    await syncFile(temp);
    const placed = await place(temp, folder, name, collision, makeLink).catch((error: unknown) => {
      const shorter = shorterName(name, SHORT_NAME_BYTES);
      if (codeOf(error) !== 'ENAMETOOLONG' || shorter === name) throw error;
      // The user was not asked about a file with the shorter name.
      return place(temp, folder, shorter, collision === 'skip' ? 'skip' : 'both', makeLink);
    });
    await syncFolder(folder);
    return placed;
  } catch (error) {
    throw await writeFailure(error, join(folder, name));
  } finally {
    await rm(temp, { force: true }).catch(() => {});
  }
}

async function fill(temp: string, source: Placed): Promise<void> {
  if ('text' in source) await writeFile(temp, source.text, { flag: 'wx' });
  if ('path' in source) await copyOut(source.path, temp);
}

/**
 * Copies a file out of the library with the system's default permissions: the library's own files are
 * private. The copy shares blocks where possible. It is never a link, because editing the copy would change
 * the library.
 */
export async function copyOut(from: string, to: string): Promise<void> {
  // Created first, to read the default permissions.
  const file = await open(to, 'wx');
  const { mode } = await file.stat().finally(() => file.close());
  try {
    await copyFile(from, to, constants.COPYFILE_FICLONE);
  } catch (error) {
    if (!(await isReadable(from))) throw new Failure('not-found', { reason: 'picture-file-missing' });
    throw error;
  }
  // Some disks don't support permissions.
  await chmod(to, mode).catch(() => {});
}

async function isReadable(path: string): Promise<boolean> {
  return access(path, constants.R_OK).then(
    () => true,
    () => false,
  );
}

async function place(
  temp: string,
  folder: string,
  name: string,
  collision: Collision,
  makeLink: typeof link,
): Promise<string | null> {
  if (collision === 'replace') {
    await rename(temp, join(folder, name));
    return name;
  }
  for (let count = 1; count <= NAMES_MAX; count += 1) {
    const candidate = numberedName(name, count);
    if (await placeNew(temp, join(folder, candidate), makeLink)) return candidate;
    if (collision === 'skip') return null;
  }
  throw new Failure('file-unreadable', { reason: 'not-written', params: { name } });
}

/** Returns false if a file of that name exists, even if it was created just now. */
async function placeNew(temp: string, path: string, makeLink: typeof link): Promise<boolean> {
  try {
    await makeLink(temp, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    // File systems without links fail with various codes, such as EISDIR for exFAT on Windows
    // (nodejs/node#65817). So for any code, reserve the name with an empty file that the rename then
    // replaces. If that fails too, its error gives the cause.
  }
  try {
    await (await open(path, 'wx')).close();
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
  try {
    await rename(temp, path);
  } catch (error) {
    await rm(path, { force: true }).catch(() => {});
    throw error;
  }
  return true;
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
