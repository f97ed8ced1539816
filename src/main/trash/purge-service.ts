import { existsSync, mkdirSync, renameSync, rmdirSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ImageMime } from '@shared/domain/image.ts';
import type { PurgeResult, Target } from '@shared/domain/library-command.ts';
import { Failure } from '@shared/errors.ts';
import PQueue from 'p-queue';
import type { Emit } from '../bus.ts';
import { emitLibraryChange } from '../commands/emit-change.ts';
import { asFailure, type WriteDb } from '../library/database/db.ts';
import { blobInfo } from '../library/images/blobs.ts';
import {
  type Purged,
  type PurgeFile,
  purgeDone,
  purgeFailed,
  purgePictures,
  purgeQueue,
  queuedPurge,
} from '../library/images/purge.ts';
import type { ObjectStore } from '../library/store/objects.ts';
import type { Clock, Desktop, Log } from '../ports.ts';
import { withLimit } from '../with-limit.ts';
import { yieldToEventLoop } from '../yield-to-event-loop.ts';

/** Number of pictures per transaction. */
const PIECE = 200;
/** Number of files moved at the same time: on Linux, each starts a system process. */
const AT_ONCE = 4;
/** After this many failures without a success, there is no trash here, and the rest isn't tried. */
const FAILURES_MAX = 3;
/** Interval (ms) for checking a file whose bytes are being imported again. */
const HELD_MS = 50;
/** Maximum total wait for that. */
const HELD_MAX_MS = 20_000;
/** Time limit (ms) for the system's trash to take one file. */
const TRASH_LIMIT_MS = 10_000;

/**
 * Permanently deletes pictures: removes them from the library's trash and moves their files to the operating
 * system's. It can't be undone.
 */
export interface PurgeService {
  /** Throws `Failure` if files could not be moved. Their pictures stay in the library's trash. */
  purge(target: Target): Promise<PurgeResult>;
  /** Finishes an interrupted purge in the background. */
  resume(): Promise<void>;
  /** Stops soon. The rest is finished at the next start. */
  close(): Promise<void>;
}

export interface PurgeServiceDeps {
  readonly db: WriteDb;
  readonly objects: ObjectStore;
  /** The library's folder. */
  readonly folder: string;
  readonly desktop: Pick<Desktop, 'trash'>;
  readonly trashLimitMs?: number;
  readonly clock: Clock;
  readonly log: Log;
  /** Returns the pictures of a target. */
  readonly resolve: (target: Target) => Promise<readonly number[]>;
  readonly emit: Emit;
}

/** Result of moving files. */
interface Moved {
  readonly bytes: number;
  /** Number of files that could not be moved. */
  readonly failed: number;
  /** Number of pictures returned to the library's trash. */
  readonly back: number;
}

/** Removes a folder if it is empty. */
function dropEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Not empty, or already removed.
  }
}

export function createPurgeService(deps: PurgeServiceDeps): PurgeService {
  const { db, objects, log } = deps;
  const passage = join(deps.folder, 'purging');
  const abort = new AbortController();
  let last: Promise<unknown> = Promise.resolve();
  const trashChanged = (ids: readonly number[]) => emitLibraryChange(db, deps.emit, { ids, lists: false });

  function runExclusive<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work, work);
    last = mine.catch(() => {});
    return mine;
  }

  /**
   * Moves one file. It is first moved to its own folder under the picture's name, because the operating
   * system keeps the name. After a crash it is there or in the store, and the next start continues.
   */
  async function moveOut(sha256: string): Promise<number> {
    for (let waited = 0; objects.isHeld(sha256); waited += HELD_MS) {
      if (waited > HELD_MAX_MS) throw new Error('its bytes are being taken in');
      await sleep(HELD_MS, undefined, { signal: abort.signal });
    }
    // Synchronous between reading the queue and the move: a concurrent import of these bytes either holds
    // them or finds no file.
    const file = queuedPurge(db, sha256);
    if (!file) return 0;
    const path = objects.takeOut(sha256, file.mime, join(passage, sha256), file.name) ?? standing(file);
    const bytes = path === null ? 0 : await toSystem(path);
    dropEmpty(join(passage, sha256));
    purgeDone(db, sha256);
    return bytes;
  }

  function standing({ sha256, name }: PurgeFile): string | null {
    const path = join(passage, sha256, name);
    return existsSync(path) ? path : null;
  }

  async function toSystem(path: string): Promise<number> {
    const { size } = statSync(path);
    await inTime(deps.desktop.trash(path)).catch((error: unknown) => {
      // The move may have succeeded just after the time limit.
      if (abort.signal.aborted || existsSync(path)) throw error;
    });
    if (existsSync(path)) throw new Error('the system said it moved a file and did not');
    return size;
  }

  /**
   * Limits the wait for a trash that hangs, for example on a network drive: the file stays and is restored.
   * Throws, also if the app closes.
   */
  async function inTime(work: Promise<void>): Promise<void> {
    const late = () => {
      throw new Error('the trash of the system did not answer');
    };
    await withLimit(work, deps.trashLimitMs ?? TRASH_LIMIT_MS, late, abort.signal);
  }

  /** File first, then rows: after a crash in between, it is tried again. Returns the restored pictures. */
  function putBack(sha256: string): number[] {
    const file = queuedPurge(db, sha256);
    if (!file) return [];
    const path = standing(file);
    if (path !== null) home(path, sha256, file.mime);
    return purgeFailed(db, sha256);
  }

  function home(path: string, sha256: string, mime: ImageMime): void {
    const to = objects.objectPath(sha256, mime);
    mkdirSync(dirname(to), { recursive: true });
    renameSync(path, to);
    dropEmpty(dirname(path));
  }

  /** Finishes a file that no row references anymore, because its bytes were imported again from elsewhere. */
  async function finish(sha256: string, path: string): Promise<void> {
    const blob = blobInfo(db, sha256);
    if (blob && !existsSync(objects.objectPath(sha256, blob.mime))) home(path, sha256, blob.mime);
    else {
      await toSystem(path);
      dropEmpty(dirname(path));
    }
  }

  /** Files made from a picture (`made`) follow it: if the picture stays, they stay. */
  async function moveAll(
    { files, made }: Pick<Purged, 'files' | 'made'>,
    progress: (done: number, total: number) => void,
  ): Promise<Moved> {
    const queue = new PQueue({ concurrency: AT_ONCE });
    const back: number[] = [];
    let [bytes, done, moved, failed] = [0, 0, 0, 0];
    const one = async (sha256: string) => {
      if (abort.signal.aborted) return;
      try {
        if (moved === 0 && failed >= FAILURES_MAX) throw new Error('given up');
        bytes += await moveOut(sha256);
        moved += 1;
      } catch (error) {
        if (abort.signal.aborted) return;
        failed += 1;
        log.warn('failed to move a file to the system trash', { error: String(error) });
        back.push(...putBack(sha256));
      }
      done += 1;
      progress(done, files.length);
    };
    const later = new Set(made);
    for (const some of [files.filter((sha256) => !later.has(sha256)), made])
      await queue.addAll(some.map((sha256) => () => one(sha256)));
    if (back.length > 0) trashChanged(back);
    return { bytes, failed, back: back.length };
  }

  async function purge(target: Target): Promise<PurgeResult> {
    const ids = await deps.resolve(target);
    const now = deps.clock();
    const gone: number[] = [];
    const files: string[] = [];
    const made: string[] = [];
    const kept: string[] = [];
    let busy = 0;
    try {
      for (let at = 0; at < ids.length; at += PIECE) {
        const some = purgePictures(db, ids.slice(at, at + PIECE), now);
        gone.push(...some.ids);
        files.push(...some.files);
        made.push(...some.made);
        kept.push(...some.kept);
        busy += some.busy;
        await yieldToEventLoop();
      }
    } catch (error) {
      throw asFailure(error);
    } finally {
      // Also after a failure: marked pictures stay marked.
      if (gone.length > 0) trashChanged(gone);
    }
    if (gone.length === 0 && busy > 0)
      throw new Failure('bad-request', { reason: 'edits-busy', params: { count: busy } });
    const { bytes, failed, back } = await moveAll({ files, made }, (done, total) =>
      deps.emit('library.progress', { done, total }),
    );
    if (failed > 0)
      throw new Failure(
        'file-unreadable',
        back === gone.length
          ? { reason: 'no-trash' }
          : { reason: 'trash-failed', params: { failed: back, all: gone.length } },
      );
    const went = new Set(files);
    return { count: gone.length, bytes, kept: kept.filter((sha256) => !went.has(sha256)).length, busy };
  }

  async function resume(): Promise<void> {
    for (const sha256 of await readdir(passage).catch(() => [])) {
      if (abort.signal.aborted || queuedPurge(db, sha256)) continue;
      dropEmpty(join(passage, sha256));
      for (const name of await readdir(join(passage, sha256)).catch(() => []))
        await finish(sha256, join(passage, sha256, name)).catch((error: unknown) =>
          log.warn('purged file could not be moved; left in the library folder', {
            error: String(error),
          }),
        );
    }
    const queued = purgeQueue(db);
    if (queued.files.length === 0) return;
    const { failed } = await moveAll(queued, () => {});
    log.info('resumed interrupted purge', { files: queued.files.length, failed });
  }

  return {
    purge: (target) => runExclusive(() => purge(target)),
    resume: () =>
      runExclusive(resume).catch((error: unknown) => {
        if (!abort.signal.aborted) log.warn('failed to resume purge', { error: String(error) });
      }),
    async close() {
      abort.abort();
      await last;
    },
  };
}
