import { closeSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder, syncFolderNow, syncOpenFile, syncOpenFileNow } from './sync.ts';

/** The one name under which a file is written before it replaces `path`; what a crash left of it is removed by `removeTemp`. */
export const tempOf = (path: string): string => `${path}.tmp`;

/** For files of the app's own. */
const PRIVATE = 0o600;
/** For files that the user saves: with the permissions that the system sets for new files. */
export const AS_SYSTEM_SETS = 0o666;

/**
 * Replaces a file in one step: write, fsync the file, rename, fsync the folder. When this resolves, the new content survives a power
 * cut; until then, the old content does. `content` is a text, or writes to the open file.
 */
export async function writeFileAtomic(
  path: string,
  content: string | ((file: FileHandle) => Promise<void>),
  mode = PRIVATE,
): Promise<void> {
  const temp = tempOf(path);
  try {
    await rm(temp, { force: true });
    const file = await open(temp, 'wx', mode);
    try {
      if (typeof content === 'string') await file.writeFile(content);
      else await content(file);
      await syncOpenFile(file);
    } finally {
      await file.close();
    }
    await rename(temp, path);
  } catch (error) {
    await rm(temp, { force: true }).catch(() => {});
    throw error;
  }
  await syncFolder(dirname(path));
}

/** `writeFileAtomic` for a caller that cannot wait: at the last moment of a window, or inside a transaction. */
export function writeFileAtomicNow(path: string, text: string): void {
  const temp = tempOf(path);
  try {
    rmSync(temp, { force: true });
    const file = openSync(temp, 'wx', PRIVATE);
    try {
      writeFileSync(file, text);
      syncOpenFileNow(file);
    } finally {
      closeSync(file);
    }
    renameSync(temp, path);
  } catch (error) {
    rmSync(temp, { force: true });
    throw error;
  }
  syncFolderNow(dirname(path));
}

/** Removes what a crash left of a write. Only for a caller that knows of no write in progress. */
export function removeTemp(path: string): void {
  try {
    rmSync(tempOf(path), { force: true });
  } catch {
    // A folder that cannot be written to has worse problems, which are reported elsewhere.
  }
}
