import { closeSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder, syncFolderNow, syncOpenFile, syncOpenFileNow } from './sync.ts';

/** Temporary name of a file before it replaces `path`. `removeTemp` removes what a crash left of it. */
export const tempOf = (path: string): string => `${path}.tmp`;

/** Permissions of the app's own files. */
const PRIVATE = 0o600;
/** Permissions of files the user saves: the system's default for new files. */
export const AS_SYSTEM_SETS = 0o666;

/**
 * Replaces a file atomically: write, fsync the file, rename, fsync the folder. Once this resolves, the new
 * content survives a power cut; before that, the old content does. `content` is a text, or a function that
 * writes to the open file.
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

/** Synchronous `writeFileAtomic`, for a closing window or a transaction. */
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

/** Removes what a crash left of a write. Only for callers that know no write is in progress. */
export function removeTemp(path: string): void {
  try {
    rmSync(tempOf(path), { force: true });
  } catch {
    // An unwritable folder has bigger problems, which are reported elsewhere.
  }
}
