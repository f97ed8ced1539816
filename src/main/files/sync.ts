import { closeSync, fsyncSync, openSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { codeOf } from '../system-codes.ts';

/** Codes of disks without fsync, such as some network disks. Any other code means the content may be lost. */
const UNSUPPORTED = ['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];
/** Windows can't open folders. NTFS journals its names. */
const HAS_FOLDER_SYNC = process.platform !== 'win32';

/** Flushes a file's content to disk. */
export async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  await syncAndClose(file);
}

/** Flushes an open file's content to disk. Does nothing on a disk without fsync. */
export async function syncOpenFile(file: FileHandle): Promise<void> {
  await file.sync().catch(throwUnlessUnsupported);
}

/** Synchronous `syncOpenFile`. */
export function syncOpenFileNow(file: number): void {
  try {
    fsyncSync(file);
  } catch (error) {
    throwUnlessUnsupported(error);
  }
}

/** Flushes a folder's entries to disk. Without it, a power cut may undo a rename. */
export async function syncFolder(path: string): Promise<void> {
  if (!HAS_FOLDER_SYNC) return;
  const folder = await open(path, 'r').catch(nullUnlessReadable);
  if (folder) await syncAndClose(folder);
}

/** Synchronous `syncFolder`. */
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

/** A writable folder may not be readable. Its entries can't be flushed then. */
function nullUnlessReadable(error: unknown): null {
  if (codeOf(error) !== 'EACCES') throw error;
  return null;
}
