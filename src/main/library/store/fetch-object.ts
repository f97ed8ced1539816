import { basename, dirname, join } from 'node:path';
import { copyFileAtomic } from '../../files/copy-file-atomic.ts';
import { hasHash } from '../../files/hash-file.ts';
import { diskFailure } from './disk.ts';
import { storedFiles } from './orphans.ts';

/** Copies a picture atomically. Changes nothing if the copy has the wrong hash. */
export async function fetchFrom(from: string, to: string, sha256: string): Promise<void> {
  try {
    if (!(await copyFileAtomic(from, to, sha256))) throw new Error('the spare file was damaged meanwhile');
  } catch (error) {
    throw diskFailure(error);
  }
  if (!(await hasHash(to, sha256))) throw new Error('the picture that was fetched does not have its hash');
}

/**
 * Fetches a picture whose file is missing or damaged from where it is whole: under another ending, set aside, or in one of the folders that
 * hold copies of pictures. `path` is its place in the store. Returns whether it was found. Throws a `Failure` such as `disk-full`.
 */
export async function mendObject(
  root: string,
  path: string,
  sha256: string,
  copies: readonly string[] = [],
): Promise<boolean> {
  const shelf = sha256.slice(0, 2);
  const folders = [dirname(path), join(root, 'orphans'), ...copies.map((folder) => join(folder, shelf))];
  for (const folder of folders)
    for (const file of await storedFiles(folder)) {
      if (file.sha256 !== sha256 || (folder === dirname(path) && file.name === basename(path))) continue;
      if (!(await hasHash(file.path, sha256))) continue;
      await fetchFrom(file.path, path, sha256);
      return true;
    }
  return false;
}
