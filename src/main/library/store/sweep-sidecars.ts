import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock, Log } from '../../ports.ts';
import type { ReadDb } from '../database/db.ts';
import { withoutRow } from './orphans.ts';

/** A younger one may be in progress, or belong to an image whose row is. */
const AGE_MIN_MS = 3_600_000;
/** A crash leaves a few. More mean that images are missing, and then no sidecar that mentions them is removed. */
const LEFTOVERS_MAX = 100;
/** Pause after each of the 256 folders. */
const PAUSE_MS = 10;
const NAME = /^([0-9a-f]{64})\.json(\.tmp|\.unreadable)?$/;

interface SweepSidecarsDeps {
  readonly db: ReadDb;
  /** The library's folder. */
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Removes sidecars whose images are gone, file and row, and partial sidecars left by a crash. Returns their
 * number.
 */
export async function sweepSidecars(
  { db, folder, clock, log }: SweepSidecarsDeps,
  signal: AbortSignal,
): Promise<number> {
  const objects = join(folder, 'objects');
  const leftovers: string[] = [];
  for (const shelf of await readdir(objects).catch(() => [])) {
    signal.throwIfAborted();
    const names = await readdir(join(objects, shelf)).catch(() => []);
    const pictures = new Set(names.filter((name) => !NAME.test(name)).map((name) => name.split('.')[0]));
    const found = names.flatMap((name) => {
      const [, sha256, ending] = NAME.exec(name) ?? [];
      return sha256 ? [{ path: join(objects, shelf, name), sha256, isTemp: ending === '.tmp' }] : [];
    });
    signal.throwIfAborted();
    const alone = new Set(
      withoutRow(
        db,
        found.filter(({ sha256, isTemp }) => !isTemp && !pictures.has(sha256)),
      ),
    );
    for (const file of found.filter((each) => each.isTemp || alone.has(each))) {
      const info = await stat(file.path).catch(() => null);
      if (info && clock() - info.mtimeMs >= AGE_MIN_MS) leftovers.push(file.path);
    }
    await sleep(PAUSE_MS, undefined, { signal, ref: false });
  }
  if (leftovers.length > LEFTOVERS_MAX) {
    log.error('too many orphaned sidecars; sweep skipped', {
      files: leftovers.length,
    });
    return 0;
  }
  for (const path of leftovers) await rm(path, { force: true });
  if (leftovers.length > 0) log.info('orphaned sidecars removed', { files: leftovers.length });
  return leftovers.length;
}
