import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Log } from '../ports.ts';
import { openJsonFile } from '../settings/json-file.ts';
import { PART_NAME } from './place-file.ts';

const FOLDERS_MAX = 200;
const Folders = z.array(z.string().min(1).max(4096)).max(FOLDERS_MAX);

/** The folders of the user's that something was written to since the last start: a crash leaves parts of files in them. */
export interface WorkingFolders {
  /** Before the first byte is written there. */
  enter(folder: string): Promise<void>;
  /** Removes what a crash left, by our own names only. Call it once, before anything is written. */
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
    // An export does not wait for a disk on which this cannot be kept.
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
        // One after another, in the background: some may lie on slow disks.
        for (const folder of folders) if (!(await sweepFolder(folder))) unread.push(folder);
        return unread;
      });
    },
  };
}

/** False when the folder cannot be read now: it may be on a disk that is not there. */
async function sweepFolder(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => null);
  if (!names) return false;
  for (const name of names)
    if (PART_NAME.test(name)) await rm(join(folder, name), { force: true }).catch(() => {});
  return true;
}
