import { mkdirSync, renameSync, statSync, utimesSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EXTENSIONS, THUMB_SIZES } from '@shared/domain/image.ts';
import type { Clock, Log } from '../ports.ts';
import { type ReadDb, statement } from './db.ts';
import type { ObjectStore } from './objects.ts';

/** A younger file may be one whose row is being written right now. */
const AGE_MIN_MS = 3_600_000;
/** How long a file stays set aside before it is gone for good. */
const KEPT_MS = 30 * 24 * AGE_MIN_MS;
/** A crash leaves a few files behind. More of them mean that rows are missing, not that files are too many. */
const ORPHANS_MAX = 100;
/** Pause after each of the 256 folders, so that the start of the app notices nothing. */
const PAUSE_MS = 10;
const NAME = new RegExp(`^([0-9a-f]{64})\\.(?:${Object.values(EXTENSIONS).join('|')})$`);

export interface SweepNeeds {
  readonly db: ReadDb;
  readonly objects: ObjectStore;
  /** The library's folder. */
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** Sweeps in the background, a while after the start of the app; `stop` resolves when the database is no longer read. */
export function startSweep(needs: SweepNeeds, delayMs = 10_000): { stop(): Promise<void> } {
  const abort = new AbortController();
  const done = sleep(delayMs, undefined, { signal: abort.signal, ref: false })
    .then(() => sweepObjects(needs, abort.signal))
    .catch((error: unknown) => {
      if (!abort.signal.aborted) needs.log.warn('the library could not be swept', { error: String(error) });
    });
  return {
    async stop() {
      abort.abort();
      await done;
    },
  };
}

/**
 * Sets objects aside that no row knows: a crash came between the file and its row. They go to `orphans/` and from there
 * for good after 30 days, so that a database restored from a backup costs no picture. How many were set aside.
 */
export async function sweepObjects(needs: SweepNeeds, signal: AbortSignal): Promise<number> {
  const { folder, log } = needs;
  await forgetOldOrphans(needs);
  const orphans: { readonly path: string; readonly sha256: string; readonly name: string }[] = [];
  for (const shelf of await namesIn(join(folder, 'objects'))) {
    signal.throwIfAborted();
    const known = (await namesIn(join(folder, 'objects', shelf))).flatMap((name) => {
      const sha256 = NAME.exec(name)?.[1];
      return sha256?.startsWith(shelf) ? [{ path: join(folder, 'objects', shelf, name), sha256, name }] : [];
    });
    signal.throwIfAborted();
    const missing = new Set(
      withoutRow(
        needs.db,
        known.map((file) => file.sha256),
      ),
    );
    orphans.push(...known.filter((file) => missing.has(file.sha256)));
    if (orphans.length > ORPHANS_MAX) {
      log.error('the library has more files without a row than a crash leaves; none is touched');
      return 0;
    }
    await sleep(PAUSE_MS, undefined, { signal, ref: false });
  }
  const aside = orphans.filter((file) => setAside(needs, file));
  for (const { sha256 } of aside)
    for (const size of THUMB_SIZES) await rm(needs.objects.thumbPath(sha256, size), { force: true });
  if (aside.length > 0) log.info('files without a row were set aside', { files: aside.length });
  return aside.length;
}

/** A blob that was purged has no file, unless that is still on its way to the trash of the operating system. */
export const WITHOUT_ROW = `SELECT value FROM json_each(?)
  WHERE NOT EXISTS (SELECT 1 FROM blobs WHERE sha256 = value AND purged_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM purge_queue WHERE sha256 = value)`;

function withoutRow(db: ReadDb, sha256s: readonly string[]): string[] {
  return statement(db, WITHOUT_ROW).pluck().all(JSON.stringify(sha256s)) as string[];
}

/**
 * In one go, with nothing in between: whoever stores the same bytes again touches the file first, so it is either too
 * young to be moved or gone and written anew.
 */
function setAside(
  { db, folder, clock, log }: SweepNeeds,
  { path, sha256, name }: { readonly path: string; readonly sha256: string; readonly name: string },
): boolean {
  try {
    const info = statSync(path);
    if (!info.isFile() || clock() - info.mtimeMs < AGE_MIN_MS) return false;
    if (withoutRow(db, [sha256]).length === 0) return false;
    mkdirSync(join(folder, 'orphans'), { recursive: true });
    const now = clock() / 1000;
    utimesSync(path, now, now);
    renameSync(path, join(folder, 'orphans', name));
    return true;
  } catch (error) {
    log.warn('a file without a row could not be set aside', { error: String(error) });
    return false;
  }
}

async function forgetOldOrphans({ folder, clock }: SweepNeeds): Promise<void> {
  for (const name of await namesIn(join(folder, 'orphans'))) {
    const path = join(folder, 'orphans', name);
    const info = await stat(path).catch(() => null);
    if (info?.isFile() && clock() - info.mtimeMs > KEPT_MS) await rm(path, { force: true });
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
