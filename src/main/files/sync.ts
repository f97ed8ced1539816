import { closeSync, fsyncSync, openSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { codeOf } from '../system-failure.ts';

/** What a disk says that has no fsync, such as some network disks. Any other code means that the content may be lost. */
const UNSUPPORTED = ['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];
/** Windows opens no folders; NTFS keeps its own journal of names. */
const HAS_FOLDER_SYNC = process.platform !== 'win32';

/** Forces a file's content onto the disk. */
export async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  await syncAndClose(file);
}

/** Forces the content of an open file onto the disk; does nothing on a disk that has no fsync. */
export async function syncOpenFile(file: FileHandle): Promise<void> {
  await file.sync().catch(throwUnlessUnsupported);
}

/** `syncOpenFile` for a caller that cannot wait. */
export function syncOpenFileNow(file: number): void {
  try {
    fsyncSync(file);
  } catch (error) {
    throwUnlessUnsupported(error);
  }
}

/** Forces a folder's list of names onto the disk: without it, a power cut may undo a rename. */
export async function syncFolder(path: string): Promise<void> {
  if (!HAS_FOLDER_SYNC) return;
  const folder = await open(path, 'r').catch(nullUnlessReadable);
  if (folder) await syncAndClose(folder);
}

/** `syncFolder` for a caller that cannot wait. */
export function syncFolderNow(path: string): void {
  if (!HAS_FOLDER_SYNC) return;
  const folder = openNow(path);
  if (folder === null) return;
  try {
    syncOpenFileNow(folder);
  } finally {
    closeSync(folder);
  }
}

function openNow(path: string): number | null {
  try {
    return openSync(path, 'r');
  } catch (error) {
    return nullUnlessReadable(error);
  }
}

async function syncAndClose(file: FileHandle): Promise<void> {
  try {
    await syncOpenFile(file);
  } finally {
    await file.close();
  }
}

function throwUnlessUnsupported(error: unknown): void {
  if (!UNSUPPORTED.includes(codeOf(error))) throw error;
}

/** A folder may be written to that may not be read: its names cannot be forced onto the disk. */
function nullUnlessReadable(error: unknown): null {
  if (codeOf(error) !== 'EACCES') throw error;
  return null;
}
