import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Log } from '../ports.ts';
import { openJsonFile } from '../settings/json-file.ts';
import { PART_NAME } from './place-file.ts';

const FOLDERS_MAX = 200;
const Folders = z.array(z.string().min(1).max(4096)).max(FOLDERS_MAX);

/** User folders that were written to since the last start. A crash may leave partial files in them. */
export interface WorkingFolders {
  /** Records a folder before the first byte is written to it. */
  enter(folder: string): Promise<void>;
  /**
   * Removes partial files left by a crash, matching our own names only. Call it once, before anything is
   * written.
   */
  sweep(): Promise<void>;
}

export function openWorkingFolders(path: string, log: Log): WorkingFolders {
  const file = openJsonFile(path);
  const content = file.read();
  let folders = Folders.safeParse(content.state === 'whole' ? content.value : []).data ?? [];
  let last: Promise<unknown> = Promise.resolve();
  const change = (next: () => Promise<readonly string[]>): Promise<void> => {
    const done = last.then(async () => {
      folders = [...(await next())];
      await file.write(folders);
    });
    // An export doesn't wait for this record if its disk is slow or refuses it.
    last = done.catch((error: unknown) =>
      log.warn('failed to record working folder', { error: String(error) }),
    );
    return last.then(() => {});
  };
  return {
    async enter(folder) {
      if (!folders.includes(folder)) await change(async () => [...folders, folder].slice(-FOLDERS_MAX));
    },
    async sweep() {
      if (folders.length === 0) return;
      await change(async () => {
        const unread: string[] = [];
        // One at a time, in the background: some may be on slow disks.
        for (const folder of folders) if (!(await sweepFolder(folder))) unread.push(folder);
        return unread;
      });
    },
  };
}

/** Returns false if the folder can't be read now. Its disk may not be connected. */
async function sweepFolder(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => null);
  if (!names) return false;
  for (const name of names)
    if (PART_NAME.test(name)) await rm(join(folder, name), { force: true }).catch(() => {});
  return true;
}
