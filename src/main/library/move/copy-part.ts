import type { Stats } from 'node:fs';
import { copyFile, mkdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '@shared/errors.ts';
import { hasHash, readHashed } from '../../files/hash-file.ts';
import { syncFolder } from '../../files/sync.ts';
import { tempOf, writeFileAtomic } from '../../files/write-file-atomic.ts';
import { moveMarker } from '../database/continuity.ts';
import { DB_NAME } from '../library-folder.ts';
import { diskFailure } from '../store/disk.ts';
import { DATABASE_FILES, filesOf, isCache, partsOf } from './parts.ts';

/** Largest difference in a file's time that another file system causes, in milliseconds. */
const ROUNDING_MS = 2_000;

/**
 * Makes one part of a library in `to` the same as in `from`, and returns the size of its files in bytes. A
 * file with the same size and time is not copied again unless it changed after `since`: a copy gets its time
 * only once it was read back and had its hash.
 */
export async function copyPart(from: string, to: string, part: string, since: number): Promise<number> {
  const [source, target] = [join(from, part), join(to, part)];
  let bytes = 0;
  try {
    await mkdir(target, { recursive: true });
    const names = await filesOf(from, part);
    for (const name of names) {
      const path = join(source, name);
      const info = await stat(path).catch(nullIfGone);
      if (!info) continue;
      const copy = join(target, name);
      if (info.mtimeMs >= since || !isCopied(info, await stat(copy).catch(nullIfGone))) {
        if (isCache(part)) await copyCache(path, copy, info);
        else await copyVerified(path, copy, info);
      }
      bytes += info.size;
    }
    // A folder in the copy has nothing else in it. The user may have put something beside them.
    const gone = part === '' ? [] : (await filesOf(to, part)).filter((name) => !names.includes(name));
    for (const name of gone) await rm(join(target, name), { force: true });
    await syncFolder(target);
  } catch (error) {
    throw diskFailure(error);
  }
  return bytes;
}

/**
 * Copies the database of a closed library, and marks the folder as that of this database.
 */
export async function copyDatabase(from: string, to: string): Promise<void> {
  try {
    for (const name of DATABASE_FILES) {
      const info = await stat(join(from, name)).catch(nullIfGone);
      if (info) await copyVerified(join(from, name), join(to, name), info);
      else if (name === DB_NAME) throw new Failure('library-gone');
      else await rm(join(to, name), { force: true });
    }
    moveMarker(from, to);
  } catch (error) {
    throw diskFailure(error);
  }
}

/** Returns the number of files to be moved and their size in bytes. */
export async function measureLibrary(
  folder: string,
): Promise<{ readonly files: number; readonly bytes: number }> {
  let [files, bytes] = [0, 0];
  try {
    for (const { name: part } of await partsOf(folder)) {
      const names = [...(await filesOf(folder, part)), ...(part === '' ? DATABASE_FILES : [])];
      for (const name of names) {
        const info = await stat(join(folder, part, name)).catch(nullIfGone);
        if (!info) continue;
        files += 1;
        bytes += info.size;
      }
    }
  } catch (error) {
    throw diskFailure(error);
  }
  return { files, bytes };
}

/** Removes what was copied of a library. Anything else in `to` stays. */
export async function discardCopy(from: string, to: string): Promise<void> {
  const top = new Set(
    (await partsOf(from)).flatMap(({ name }) => (name === '' ? [] : [name.split(/[/\\]/)[0] ?? ''])),
  );
  for (const name of top) if (name !== '') await rm(join(to, name), { recursive: true, force: true });
  const files = [...(await filesOf(from, '')), ...DATABASE_FILES, 'marker.json'];
  for (const name of files) {
    await rm(join(to, name), { force: true });
    await rm(tempOf(join(to, name)), { force: true });
  }
}

function isCopied(info: Stats, copy: Stats | null): boolean {
  return copy?.size === info.size && Math.abs(copy.mtimeMs - info.mtimeMs) <= ROUNDING_MS;
}

async function copyVerified(from: string, to: string, { atime, mtime }: Stats): Promise<void> {
  let sha256 = '';
  await writeFileAtomic(to, async (file) => {
    sha256 = (await readHashed(from, file)).toString('hex');
  });
  if (!(await hasHash(to, sha256))) {
    await rm(to, { force: true });
    throw new Failure('disk-failed');
  }
  await utimes(to, atime, mtime);
}

async function copyCache(from: string, to: string, { atime, mtime }: Stats): Promise<void> {
  const temp = tempOf(to);
  await copyFile(from, temp);
  await utimes(temp, atime, mtime);
  await rename(temp, to);
}

function nullIfGone(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}
