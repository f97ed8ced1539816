import { type FileHandle, mkdir, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Failure } from '@shared/errors.ts';
import { syncFile, syncFolder } from '../../files/sync.ts';
import { codeOf } from '../../system-codes.ts';
import { systemFailure } from '../../system-failure.ts';

/** The object store's file system calls, so that a test can make each step fail. */
export interface Disk {
  write(file: FileHandle, chunk: Uint8Array): Promise<void>;
  /** Flushes a file's content to disk. */
  syncFile(path: string): Promise<void>;
  /** Flushes a folder's entries to disk. */
  syncFolder(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
}

export const realDisk: Disk = {
  // On an open file, `writeFile` appends at the current position and writes the whole chunk.
  write: (file, chunk) => file.writeFile(chunk),
  syncFile,
  syncFolder,
  rename: (from, to) => rename(from, to),
};

/** Creates a folder and its parents, and syncs the first new entry. */
export async function makeFolder(disk: Disk, path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first !== undefined) await disk.syncFolder(dirname(first));
}

/** Converts an error of the store's disk into a `Failure` if the user can act on it. */
export function diskFailure(error: unknown): unknown {
  const code = codeOf(error);
  // In the library's own folder, unlike others, a missing permission is equivalent to a read-only disk.
  if (code === 'EACCES' || code === 'EPERM') return new Failure('library-read-only');
  // A file or folder created by the store no longer exists.
  if (code === 'ENOENT') return new Failure('library-gone');
  return systemFailure(error);
}
