import { join } from 'node:path';
import { Failure } from '@shared/errors.ts';
import type { Keeper } from '../keeper/keeper.ts';
import type { WriteDb } from '../library/database/db.ts';
import { revisionOf } from '../library/database/revision.ts';
import { expandQueue, hasQueuedSidecars, removeWritten } from '../library/sidecars/sidecar-queue.ts';
import type { Elapsed, Log } from '../ports.ts';
import { meaningOf } from '../system-failure.ts';
import { withLimit } from '../with-limit.ts';
import { yieldToEventLoop } from '../yield-to-event-loop.ts';

/** Interval for checking for changes, in milliseconds. */
const EVERY_MS = 2_000;
/** Maximum time (ms) sidecars wait for a pause in the changes. An import has the disk to itself. */
const LONGEST_WAIT_MS = 60_000;
/** Delay after a failure, such as a full disk, in milliseconds. */
const FAILED_PAUSE_MS = 60_000;
/** Number of records per keeper job. Backups and quitting wait for the job. */
const BATCH = 100;
/** Time limit (ms) for the last sidecars when the app closes. The rest are written after the next start. */
const EXIT_LIMIT_MS = 2_000;

export interface SidecarService {
  /** Writes the sidecars of all changes so far. Throws a `Failure`. */
  flush(): Promise<void>;
  /** Writes the last changes within a time limit. Never throws. Call it before the database is closed. */
  close(): Promise<void>;
}

interface SidecarServiceDeps {
  readonly keeper: Keeper;
  readonly db: WriteDb;
  /** The library's folder. */
  readonly folder: string;
  readonly dbPath: string;
  readonly elapsed: Elapsed;
  readonly log: Log;
  /**
   * Whether the database is intact. A sidecar that is written from a damaged one would replace the only
   * record of what is lost. Throws `interrupted` if that isn't known.
   */
  readonly isSound: () => Promise<boolean>;
  /** Called if a row can't be read. */
  readonly suspect: () => void;
  readonly everyMs?: number;
  readonly exitLimitMs?: number;
}

/** Keeps the sidecars up to date with the database. The keeper reads, writes and verifies them. */
export function createSidecarService(deps: SidecarServiceDeps): SidecarService {
  const { keeper, db, dbPath, elapsed, log } = deps;
  const objectsFolder = join(deps.folder, 'objects');
  const abort = new AbortController();
  /** The revision at the last check, and when the pending changes were first seen. */
  let last = Number.NaN;
  let waitingSince: number | null = null;
  let retryAt = Number.NEGATIVE_INFINITY;
  let current: Promise<void> | null = null;

  async function write(): Promise<void> {
    let files = 0;
    if (!hasQueuedSidecars(db)) return;
    if (!(await deps.isSound())) throw new Failure('library-damaged');
    while (!abort.signal.aborted && hasQueuedSidecars(db)) {
      for (const _ of expandQueue(db)) {
        await yieldToEventLoop();
        if (abort.signal.aborted) return;
      }
      const written = await keeper.run('write-sidecars', { dbPath, objectsFolder, limit: BATCH });
      if (abort.signal.aborted) return;
      removeWritten(db, written.records);
      files += written.files;
      if (written.damaged > 0) {
        log.warn('damaged rows skipped in sidecars', { count: written.damaged });
        deps.suspect();
      }
      if (written.records.length === 0) break;
    }
    if (files > 0) log.info('sidecars written', { files });
  }

  function flush(): Promise<void> {
    current ??= write().finally(() => {
      current = null;
    });
    return current;
  }

  async function writeChanges(): Promise<void> {
    if (current || elapsed() < retryAt) return;
    try {
      if (!hasQueuedSidecars(db)) return;
      const revision = revisionOf(db);
      waitingSince ??= elapsed();
      const isQuiet = revision === last;
      last = revision;
      if (!isQuiet && elapsed() - waitingSince < LONGEST_WAIT_MS) return;
      waitingSince = null;
      await flush();
    } catch (error) {
      retryAt = elapsed() + FAILED_PAUSE_MS;
      report(error);
    }
  }

  async function writeLast(): Promise<void> {
    try {
      await current?.catch(() => {});
      await flush();
    } catch (error) {
      report(error);
    }
  }

  function report(error: unknown): void {
    if (meaningOf(error) !== 'interrupted') log.warn('failed to write sidecars', { error: String(error) });
  }

  const timer = setInterval(() => void writeChanges(), deps.everyMs ?? EVERY_MS);
  timer.unref();

  return {
    flush,
    async close() {
      clearInterval(timer);
      await withLimit(writeLast(), deps.exitLimitMs ?? EXIT_LIMIT_MS, () => {});
      // The database closes next: ignore later answers of the keeper.
      abort.abort();
    },
  };
}
