import { type FileHandle, mkdir, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Failure } from '@shared/errors.ts';
import { syncFile, syncFolder } from '../../files/sync.ts';
import { codeOf, systemFailure } from '../../system-failure.ts';

/** What the object store asks of the disk, so that a test can make each step fail. */
export interface Disk {
  write(file: FileHandle, chunk: Uint8Array): Promise<void>;
  /** Forces a file's content onto the disk. */
  syncFile(path: string): Promise<void>;
  /** Forces a folder's list of names onto the disk. */
  syncFolder(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
}

export const realDisk: Disk = {
  // `writeFile` on an open file goes on from where it is, and writes all of the chunk.
  write: (file, chunk) => file.writeFile(chunk),
  syncFile,
  syncFolder,
  rename: (from, to) => rename(from, to),
};

/** Makes a folder and those above it, and forces the first new name onto the disk. */
export async function makeFolder(disk: Disk, path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first !== undefined) await disk.syncFolder(dirname(first));
}

/** An error of the store's own disk; one that the user can do something about as a `Failure`. */
export function diskFailure(error: unknown): unknown {
  const code = codeOf(error);
  // In the library's own folder, unlike in others, a missing permission is the same as a disk that is read-only.
  if (code === 'EACCES' || code === 'EPERM') return new Failure('library-read-only');
  // What the store itself made is not there any more.
  if (code === 'ENOENT') return new Failure('library-gone');
  return systemFailure(error);
}
