import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock, Log } from '../../ports.ts';
import type { ReadDb } from '../database/db.ts';
import type { ObjectStore } from './objects.ts';
import { withoutRow } from './orphans.ts';

/** A younger one of this session may belong to an image whose row is being written. */
const AGE_MIN_MS = 3_600_000;
/** Some file systems store times with a resolution of two seconds. */
const TIME_STEP_MS = 2_000;
/** Pause after each of the 256 folders. */
const PAUSE_MS = 10;
const NAME = /^([0-9a-f]{64})-\d+\.(?:jpg|webp)$/;

interface SweepThumbsDeps {
  readonly db: ReadDb;
  readonly objects: Pick<ObjectStore, 'isHeld'>;
  /** The library's folder. */
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
  /** When the library was opened. Anything older was left by a process that has ended. */
  readonly openedAt: number;
}

/**
 * Removes thumbnails of images that aren't in the library, because an import was killed or the image was
 * deleted. They are a cache, so one removed too many is made again. Returns their number.
 */
export async function sweepThumbs(
  { db, folder, objects, clock, log, openedAt }: SweepThumbsDeps,
  signal: AbortSignal,
): Promise<number> {
  let removed = 0;
  for (const shelf of await readdir(join(folder, 'thumbs')).catch(() => [])) {
    signal.throwIfAborted();
    const names = await readdir(join(folder, 'thumbs', shelf)).catch(() => []);
    signal.throwIfAborted();
    const found = names.flatMap((name) => {
      const sha256 = NAME.exec(name)?.[1];
      return sha256 ? [{ path: join(folder, 'thumbs', shelf, name), sha256 }] : [];
    });
    for (const { path, sha256 } of withoutRow(db, found)) {
      const info = await stat(path).catch(() => null);
      const young = info && info.mtimeMs >= openedAt - TIME_STEP_MS && clock() - info.mtimeMs < AGE_MIN_MS;
      if (!info || young || objects.isHeld(sha256)) continue;
      await rm(path, { force: true }).then(
        () => {
          removed += 1;
        },
        () => {},
      );
    }
    await sleep(PAUSE_MS, undefined, { signal, ref: false });
  }
  if (removed > 0) log.info('orphaned thumbnails removed', { files: removed });
  return removed;
}
