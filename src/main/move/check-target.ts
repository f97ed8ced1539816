import { readdir, realpath } from 'node:fs/promises';
import { Failure } from '@shared/errors.ts';
import { isDiskFull } from '../disk-errors.ts';
import { isInside } from '../files/is-inside.ts';
import { probeFolder } from '../folder-probe.ts';
import { DB_NAME } from '../library/library-folder.ts';
import { freeBytes } from '../library/store/reserve.ts';

/** Names that systems put into empty folders and disks. */
const SYSTEM_NAMES =
  /^(\.DS_Store|desktop\.ini|Thumbs\.db|lost\+found|\.Trash.*|\.Trashes|\.fseventsd|\.Spotlight-V100|\$RECYCLE\.BIN|System Volume Information)$/i;
/** Signs of a library. */
const LIBRARY_NAMES = [DB_NAME, 'marker.json', 'objects'];
/** Space that must stay free, in bytes. */
const MARGIN_BYTES = 64 * 1024 * 1024;

const MEGABYTE = 1_000_000;

/**
 * Checks that a library can be moved to a folder, and returns its real path. Throws a `Failure` with the
 * reason: the folder is missing, inside the library, not empty, another library's, or not writable.
 */
export async function checkTarget(folder: string, chosen: string): Promise<string> {
  const to = await realpath(chosen).catch(() => {
    throw new Failure('folder-gone');
  });
  if (isInside(await realpath(folder), to)) throw new Failure('bad-request', { reason: 'inside-library' });
  const names = (await readdir(to)).filter((name) => !SYSTEM_NAMES.test(name));
  if (names.some((name) => LIBRARY_NAMES.includes(name)))
    throw new Failure('bad-request', { reason: 'move-other-library' });
  if (names.length > 0) throw new Failure('bad-request', { reason: 'move-not-empty' });
  assertWritable(to);
  return to;
}

/** Throws `folder-read-only` or `disk-full`. */
export function assertWritable(folder: string): void {
  const refusal = probeFolder(folder);
  if (refusal !== null) throw new Failure(isDiskFull(refusal) ? 'disk-full' : 'folder-read-only');
}

/** Throws `disk-full` if a disk has no room for this many bytes. */
export async function assertRoom(folder: string, bytes: number): Promise<void> {
  const free = await freeBytes(folder);
  const needed = bytes + MARGIN_BYTES;
  if (free === null || free >= needed) return;
  const [want, have] = [Math.ceil(needed / MEGABYTE), Math.floor(free / MEGABYTE)];
  throw new Failure('disk-full', { reason: 'move-no-room', params: { needed: want, free: have } });
}
