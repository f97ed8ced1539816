import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The one name under which a file is written before it replaces `path`; what a crash left of it is removed by `removeTemp`. */
export const tempOf = (path: string): string => `${path}.tmp`;

/** Replaces a small file in one step. When this resolves, the new text survives a power cut. */
export async function writeFileAtomic(path: string, text: string): Promise<void> {
  const temp = tempOf(path);
  try {
    await rm(temp, { force: true });
    const file = await open(temp, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
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

/** The same at once, for the last moment of a window. A power cut may lose the new text. */
export function writeFileNow(path: string, text: string): void {
  const temp = tempOf(path);
  try {
    rmSync(temp, { force: true });
    const file = openSync(temp, 'wx', 0o600);
    try {
      writeSync(file, text);
    } finally {
      closeSync(file);
    }
    renameSync(temp, path);
  } catch (error) {
    rmSync(temp, { force: true });
    throw error;
  }
}

/** Removes what a crash left of a write. Only for a caller that knows of no write in progress. */
export function removeTemp(path: string): void {
  try {
    rmSync(tempOf(path), { force: true });
  } catch {
    // A folder that cannot be written to has worse problems, which are reported elsewhere.
  }
}

async function syncFolder(path: string): Promise<void> {
  // Windows opens no folders; some network disks cannot sync one.
  const folder = await open(path, 'r').catch(() => null);
  await folder?.sync().catch(() => {});
  await folder?.close();
}
