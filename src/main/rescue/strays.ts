import { join } from 'node:path';
import type { Emit } from '../bus.ts';
import { emitLibraryChange } from '../commands/emit-change.ts';
import { identity } from '../library/database/continuity.ts';
import { statement, writeTransaction } from '../library/database/db.ts';
import type { Library } from '../library/library.ts';
import { replaceLost } from '../library/sidecars/replace-lost.ts';
import {
  flatMapInPieces,
  foreignOrphans,
  hashesWithImage,
  putBack,
  recordStrays,
  type StoredFile,
  strayFiles,
  withoutRow,
} from '../library/store/orphans.ts';
import type { Swept } from '../library/store/sweep.ts';
import type { Clock, Imaging, Log } from '../ports.ts';
import type { Troubles } from '../troubles.ts';
import { yieldToEventLoop } from '../yield-to-event-loop.ts';
import type { TakenBack } from './take-back.ts';
import { forgetUnfinished, unfinishedRebuild } from './unfinished-rebuild.ts';

/** Files in the library's folder without rows, which may have been lost. */
export interface Strays {
  /** Result of a sweep. Reported unless the user was already asked and left them. */
  found(swept: Swept): void;
  /**
   * Imports them while the library is in use: data in sidecars is restored, and the others become imported
   * pictures. Resolves with what was imported when `stop` ends it early.
   */
  take(): Promise<TakenBack>;
  /** Ends `take` early. The remaining files are reported again. */
  stop(): void;
  /** Leaves them in place. */
  leave(): void;
  /** Continues a rebuild that isn't finished. Never throws. */
  resume(): Promise<void>;
  close(): Promise<void>;
}

/** Minimum time between two reports of progress, in milliseconds. */
const PROGRESS_MS = 250;

export function createStrays(deps: {
  readonly library: Library;
  readonly imaging: Imaging;
  readonly log: Log;
  readonly emit: Emit;
  readonly troubles: Troubles;
  readonly clock: Clock;
}): Strays {
  const { library, log, troubles, clock, emit } = deps;
  const { db, folder } = library;
  const closing = new AbortController();
  let stopping = new AbortController();
  let taking: Promise<TakenBack> | null = null;
  let count = 0;

  /** Strays, and files that another database set aside. */
  async function filesToTake(): Promise<StoredFile[]> {
    const orphans = await foreignOrphans(db, folder);
    // First: back in the store and without a row, a sweep would take them for leftovers of this database.
    await recordStrays(db, orphans);
    for (const file of orphans) putBack(folder, file, log);
    return strayFiles(db, folder);
  }

  async function add(files: readonly StoredFile[]): Promise<void> {
    const signal = AbortSignal.any([closing.signal, stopping.signal]);
    const total = files.length;
    const report = reportProgress(troubles, total);
    report(0);
    const pause = async () => {
      await yieldToEventLoop();
      signal.throwIfAborted();
    };
    const hashes = files.map(({ sha256 }) => sha256);
    // Loaded only now: most starts find no stray files.
    const [{ takeSidecars }, { takeBack }] = await Promise.all([
      import('../library/sidecars/take-sidecars.ts'),
      import('./take-back.ts'),
    ]);
    const restored = await takeSidecars(db, join(folder, 'objects'), hashes, {
      now: clock(),
      pause,
      onProgress: report,
    });
    if (restored.pictures > 0) emitLibraryChange(db, emit, { ids: null, lists: true });
    const rest = await flatMapInPieces(files, (piece) => withoutRow(db, piece));
    const taken = await takeBack(deps, rest, (done) => report(total - rest.length + done), signal);
    log.info('stray files taken in', {
      fromSidecars: restored.pictures,
      damagedSidecars: restored.refused,
      ...taken,
    });
  }

  async function takeAll(): Promise<TakenBack> {
    const files = await filesToTake();
    // Two files can have the same bytes.
    const countHashes = async (query: (piece: readonly StoredFile[]) => string[]) =>
      new Set(await flatMapInPieces(files, query)).size;
    const countLeft = () => countHashes((piece) => withoutRow(db, piece).map(({ sha256 }) => sha256));
    // Not of masks and the like, which also get rows.
    const countPictures = () => countHashes((piece) => hashesWithImage(db, piece));
    troubles.clear('strays');
    try {
      await add(files);
      putInPlace();
      count = await countLeft();
      const refused = count;
      const rebuild = unfinishedRebuild(db);
      leave();
      if (rebuild)
        troubles.set({ kind: 'rebuilt', taken: rebuild.restored + rebuild.total - refused, refused });
      return { taken: await countPictures(), refused };
    } catch (error) {
      // The next start continues.
      if (closing.signal.aborted) throw error;
      count = await countLeft();
      if (count > 0) troubles.set({ kind: 'strays', count });
      if (!stopping.signal.aborted) throw error;
      putInPlace();
      writeTransaction(db, () => forgetUnfinished(db));
      log.info('adding stray files stopped', { left: count });
      return { taken: await countPictures(), refused: 0 };
    } finally {
      troubles.clear('adding-strays');
    }
  }

  /** Gives the imported pictures their places in the histories of others. */
  function putInPlace(): void {
    if (replaceLost(db) > 0) emitLibraryChange(db, emit, { ids: null, lists: true });
  }

  /** The files that are left were reported, and stay in place: a rebuild ends with this. */
  function leave(): void {
    writeTransaction(db, () => {
      statement(db, 'UPDATE identity SET left_alone = ?').run(count);
      forgetUnfinished(db);
    });
    troubles.clear('strays');
  }

  function take(): Promise<TakenBack> {
    if (taking) return taking;
    stopping = new AbortController();
    taking = takeAll().finally(() => {
      taking = null;
    });
    return taking;
  }

  return {
    found({ strays }) {
      // They are being added; what remains is reported afterwards.
      if (taking) return;
      count = strays;
      if (strays > identity(db).left_alone) troubles.set({ kind: 'strays', count: strays });
      else troubles.clear('strays');
    },
    take,
    stop: () => stopping.abort(),
    leave,
    async resume() {
      try {
        if (unfinishedRebuild(db)) await take();
      } catch (error) {
        if (!closing.signal.aborted) log.warn('failed to continue rebuild', { error: String(error) });
      }
    },
    async close() {
      closing.abort();
      await taking?.catch(() => {});
    },
  };
}

/** Returns a function that shows the number of added files, often enough. */
function reportProgress(troubles: Troubles, total: number): (done: number) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (done) => {
    const now = performance.now();
    if (done < total && now - last < PROGRESS_MS) return;
    last = now;
    if (total > 0) troubles.set({ kind: 'adding-strays', done: Math.min(done, total), total });
  };
}
