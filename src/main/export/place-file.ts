import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, link, lstat, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Collision } from '@shared/domain/export.ts';
import { numberedName } from '@shared/domain/file-name.ts';
import { Failure } from '@shared/errors.ts';
import { t } from '@shared/words/index.ts';

/** How many names are tried before a folder is taken to be a strange one. */
const NAMES_MAX = 10_000;

/**
 * Puts a file, or a text, into a folder under a name, in one step: whoever looks sees all of it or nothing, and a file that is
 * there is never half overwritten. Answers the name it got; null when it was left out. Throws `Failure`.
 */
export async function placeFile(
  source: { readonly path: string } | { readonly text: string },
  folder: string,
  name: string,
  collision: Collision,
): Promise<string | null> {
  if (collision === 'skip' && (await isThere(join(folder, name)))) return null;
  // Beside its place, so that the last step is a rename; hidden, until it is whole.
  const temp = join(folder, `.reseed-${randomUUID()}.part`);
  try {
    // A copy that shares blocks where the disk can; never a link, or whoever changes the copy changes the library.
    if ('path' in source)
      await copyFile(source.path, temp, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
    else await writeFile(temp, source.text, { flag: 'wx' });
    if (collision === 'replace') {
      await rename(temp, join(folder, name));
      return name;
    }
    for (let count = 1; count <= NAMES_MAX; count += 1) {
      const candidate = numberedName(name, count);
      if (await placeNew(temp, join(folder, candidate))) return candidate;
      if (collision === 'skip') return null;
    }
    throw new Failure('file-unreadable', t.errors.files.notWritten(name));
  } catch (error) {
    throw asWriteFailure(error, name);
  } finally {
    await rm(temp, { force: true });
  }
}

/** False when there is something of that name, however late it came. */
async function placeNew(temp: string, path: string): Promise<boolean> {
  try {
    await link(temp, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    // File systems without links: the name is taken by an empty file first, which the rename then replaces.
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL'].includes(codeOf(error)))
      throw error;
  }
  try {
    await (await open(path, 'wx')).close();
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
  await rename(temp, path);
  return true;
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function asWriteFailure(error: unknown, name: string): unknown {
  if (error instanceof Failure) return error;
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new Failure('disk-full');
    case '':
      return error;
    default:
      return new Failure('file-unreadable', t.errors.files.notWritten(name));
  }
}
