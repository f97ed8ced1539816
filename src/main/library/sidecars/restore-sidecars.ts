import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setImmediate as pause } from 'node:timers/promises';
import { Failure } from '@shared/errors.ts';
import { syncFile } from '../../files/sync.ts';
import { setRunsAside } from '../backups/set-runs-aside.ts';
import { asFailure } from '../database/db.ts';
import { storedFiles } from '../store/orphans.ts';
import { addBatch } from './add-batch.ts';
import { addSidecar } from './add-sidecar.ts';
import { deriveAll } from './derive-all.ts';
import { dropDangling } from './drop-dangling.ts';
import { closeFilled, type Filling, openForFilling } from './fill-database.ts';
import { createIdPlanner } from './id-plan.ts';
import { addLibrarySidecar, forgetPrompts, readLibrarySidecar } from './library-sidecar.ts';
import { addPart, type PartSidecar } from './part-sidecar.ts';
import { readSidecar, readSidecarNow } from './read-sidecar.ts';
import type { Sidecar } from './sidecar.ts';

export interface RestoredSidecars {
  readonly pictures: number;
  /** Number of unreadable sidecars. Their images have no row yet. */
  readonly refused: number;
}

/** Progress of a restore in sidecars. Each counts three times: when it is read, added, and indexed. */
export interface RestoreProgress {
  readonly done: number;
  readonly total: number;
}

interface Restore {
  readonly filling: Filling;
  readonly objectsFolder: string;
  readonly now: number;
  readonly hashes: ReadonlySet<string>;
  /** Counts the number of sidecars that were done so far. Lets other work run, and throws if the restore is canceled. */
  readonly reach: (done: number) => Promise<void>;
}

/** Maximum number of passes without the sidecars that could not be added. */
const PASSES_MAX = 4;

/**
 * Fills an empty database, which nothing else has open, from the sidecars, in one transaction: one pass to collect the records, one to add
 * them, and then everything that is derived from them at once. Open paid runs are set aside. Memory grows with the number of records, not
 * with their content. `now` in milliseconds since 1970. The database is on disk when this resolves. Throws `interrupted` soon after `signal` is
 * aborted, and whatever prevents it; the caller deletes the database then.
 */
export async function restoreSidecars(
  dbPath: string,
  objectsFolder: string,
  now: number,
  onProgress: (progress: RestoreProgress) => void,
  signal: AbortSignal = new AbortController().signal,
): Promise<RestoredSidecars> {
  const hashes = await hashesWithFile(objectsFolder);
  const total = hashes.size * 3;
  const reach = async (done: number) => {
    await pause();
    if (signal.aborted) throw new Failure('interrupted');
    onProgress({ done: Math.floor(done), total });
  };
  try {
    const restored = await restore({ filling: openForFilling(dbPath), objectsFolder, now, hashes, reach });
    // Nothing was synced so far.
    await unlessAborted(() => syncFile(dbPath), signal);
    onProgress({ done: total, total });
    return restored;
  } catch (error) {
    throw asFailure(error);
  }
}

async function restore(context: Restore): Promise<RestoredSidecars> {
  const { filling, now, hashes, reach } = context;
  const { db } = filling;
  const refused = new Set<string>();
  try {
    for (let pass = 1; ; pass += 1) {
      const { pictures, failed, library } = await fill(context, refused);
      if (failed.length > 0 && pass < PASSES_MAX) {
        db.exec('ROLLBACK');
        for (const sha256 of failed) refused.add(sha256);
        continue;
      }
      for (const _ of dropDangling(db)) await reach(hashes.size * 2);
      setRunsAside(db, now);
      for (const share of deriveAll(db, filling.putIndexesBack)) await reach(hashes.size * (2 + share));
      if (library) forgetPrompts(db, library);
      filling.putTriggersBack();
      db.exec('COMMIT');
      closeFilled(filling);
      return { pictures, refused: refused.size + failed.length };
    }
  } finally {
    // Closing rolls back an open transaction.
    db.close();
  }
}

/** Waits for the work, but no longer than until `signal` is aborted: throws `interrupted` then. */
async function unlessAborted(work: () => Promise<void>, signal: AbortSignal): Promise<void> {
  if (signal.aborted) throw new Failure('interrupted');
  const done = new AbortController();
  const aborted = once(signal, 'abort', { signal: done.signal }).then(
    () => Promise.reject(new Failure('interrupted')),
    () => {},
  );
  await Promise.race([work(), aborted]).finally(() => done.abort());
}

/** Begins a transaction and adds all sidecars but those refused. Answers those that could not be added. */
async function fill({ filling: { db }, objectsFolder, now, hashes, reach }: Restore, refused: Set<string>) {
  const planner = createIdPlanner();
  const sound: { readonly sha256: string; readonly id: number }[] = [];
  const parts: PartSidecar[] = [];
  const readable = [...hashes].filter((sha256) => !refused.has(sha256));
  const read = createReader(objectsFolder);
  for (let at = 0; at < readable.length; at += BATCH) {
    await reach(at);
    for (const { sha256, sidecar } of await read(readable.slice(at, at + BATCH)))
      if (sidecar === 'damaged') refused.add(sha256);
      else if (sidecar?.format === 'reseed-part') parts.push(sidecar);
      else if (sidecar) {
        planner.add(sidecar);
        sound.push({ sha256, id: sidecar.images[0]?.id ?? 0 });
      }
  }
  // Rows are appended then, instead of inserted between others.
  sound.sort((a, b) => a.id - b.id);
  const library = await readLibrarySidecar(dirname(objectsFolder));
  const plan = planner.plan(db);
  db.exec('BEGIN');
  if (library) addLibrarySidecar(db, library);
  const failed: (Sidecar | PartSidecar)[] = [];
  const readAgain = createReader(objectsFolder);
  for (let at = 0; at < sound.length; at += BATCH) {
    await reach(hashes.size + at);
    const found = await readAgain(sound.slice(at, at + BATCH).map(({ sha256 }) => sha256));
    const pictures = found.flatMap(({ sidecar }) =>
      sidecar && sidecar !== 'damaged' && sidecar.format === 'reseed-picture' ? [sidecar] : [],
    );
    failed.push(...addBatch(db, pictures, (sidecar) => addSidecar(db, plan, sidecar, now)));
  }
  // After those of their sources.
  for (let at = 0; at < parts.length; at += BATCH) {
    await reach(hashes.size * 2);
    const hasFile = (sha256: string) => hashes.has(sha256);
    failed.push(...addBatch(db, parts.slice(at, at + BATCH), (part) => addPart(db, part, now, hasFile)));
  }
  return { pictures: plan.pictures, failed: failed.map(({ blob }) => blob.sha256), library };
}

/** Number of sidecars that are read or added before other work runs. */
const BATCH = 100;
/** Time (ms) a sidecar takes on a disk that is worth several requests at the same time. */
const SLOW_MS = 3;
/** Number of batches that are read at the same time before the disk is timed again: the processor may have been busy. */
const SLOW_BATCHES = 8;

/**
 * Reads sidecars of files in their order: one after another, which takes a fifth of the processor time, or at the same time while the disk
 * is slow.
 */
function createReader(objectsFolder: string) {
  let slowBatches = 0;
  return async (hashes: readonly string[]) => {
    if (slowBatches > 0) {
      slowBatches -= 1;
      return Promise.all(
        hashes.map(async (sha256) => ({ sha256, sidecar: await readSidecar(objectsFolder, sha256) })),
      );
    }
    const since = performance.now();
    const found = hashes.map((sha256) => ({ sha256, sidecar: readSidecarNow(objectsFolder, sha256) }));
    if (performance.now() - since > hashes.length * SLOW_MS) slowBatches = SLOW_BATCHES;
    return found;
  };
}

/** Hashes of images in the store with their own file, each once, even if it exists with two extensions. */
async function hashesWithFile(objectsFolder: string): Promise<Set<string>> {
  const hashes = new Set<string>();
  for (const shelf of await readdir(objectsFolder))
    for (const { sha256 } of await storedFiles(join(objectsFolder, shelf)))
      if (sha256.startsWith(shelf)) hashes.add(sha256);
  return hashes;
}
