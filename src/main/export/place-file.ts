import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, chmod, copyFile, link, lstat, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Collision } from '@shared/domain/export.ts';
import { numberedName, shorterName } from '@shared/domain/file-name.ts';
import { Failure } from '@shared/errors.ts';
import { syncFile, syncFolder } from '../files/sync.ts';
import { codeOf } from '../system-failure.ts';
import { writeFailure } from '../write-failure.ts';

/** What a file is called until it is whole. */
export const PART_NAME = /^\.reseed-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.part$/;

/** How many names are tried before a folder is taken to be a strange one. */
const NAMES_MAX = 10_000;
/** What fits where names are encrypted: 143 bytes, less room for a mark such as ` (12)`. */
const SHORT_NAME_BYTES = 130;

/** What is placed: a copy of a file, a file of its own that `partPath` made (it is moved), or a text. */
export type Placed = { readonly path: string } | { readonly made: string } | { readonly text: string };

/** A path for a file that is being made in a folder: hidden, and beside its place, so that the last step is a rename. */
export function partPath(folder: string): string {
  return join(folder, `.reseed-${randomUUID()}.part`);
}

/**
 * Puts a file, or a text, into a folder under a name, in one step: whoever looks sees all of it or nothing, and a file that is
 * there is never half overwritten, not by a power cut either. Answers the name it got, shorter where the disk takes no longer one; null when it was left
 * out. What was `made` is gone afterwards, whatever happens. Throws `Failure` with the true reason.
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
      // Nobody was asked about a file of the shorter name.
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
 * Copies a file of the library out of it, as one that anybody may read as the system sets it for new files: the library's own are
 * for their user only. Shares blocks where the disk can; never a link, or whoever changes the copy changes the library.
 */
export async function copyOut(from: string, to: string): Promise<void> {
  // Made first, to see what the system sets.
  const file = await open(to, 'wx');
  const { mode } = await file.stat().finally(() => file.close());
  try {
    await copyFile(from, to, constants.COPYFILE_FICLONE);
  } catch (error) {
    if (!(await isReadable(from))) throw new Failure('not-found', { reason: 'picture-file-missing' });
    throw error;
  }
  // Some disks keep no such marks.
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

/** False when there is something of that name, however late it came. */
async function placeNew(temp: string, path: string, makeLink: typeof link): Promise<boolean> {
  try {
    await makeLink(temp, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    // Disks without links answer with many codes, exFAT on Windows with EISDIR (nodejs/node#65817). Whatever it was: the name is
    // taken by an empty file, which the rename then replaces. Where that cannot be done either, it says why.
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
