import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isOut, NOTHING_OUT, type PaidOut } from '@shared/domain/closing.ts';
import type { LibraryMove, LibraryPlace } from '@shared/domain/library-place.ts';
import { type ErrorCode, Failure } from '@shared/errors.ts';
import { z } from 'zod';
import type { Keeper } from '../keeper/keeper.ts';
import { libraryFolder, readPlace, writePlace } from '../library/library-folder.ts';
import { holdsFolder, lockFolder } from '../library/store/folder-lock.ts';
import type { Desktop, Log } from '../ports.ts';
import { openJsonFile } from '../settings/json-file.ts';
import { meaningOf } from '../system-failure.ts';
import type { Troubles } from '../troubles.ts';
import { assertRoom, assertWritable, checkTarget } from './check-target.ts';
import { createPreviousFolder } from './previous-folder.ts';

/** Interval (ms) for checking whether paid edits are still out. */
const WAIT_MS = 200;
/** Clocks and file systems round. */
const ROUNDING_MS = 5_000;

/** The unfinished move, in the data folder. */
const Kept = z.object({
  to: z.string(),
  /** When it began, by the clock of the library's disk: what is younger may have changed since it was copied. */
  since: z.number(),
});
type Kept = z.infer<typeof Kept>;

/** Moves the library to another folder while it is used. The old folder stays. */
export interface LibraryMover {
  state(): LibraryPlace;
  /** Lets the user choose an empty folder, and begins to move. Throws a `Failure` with what is wrong with it. */
  pick(): Promise<LibraryPlace>;
  /** Continues a move that stopped. */
  resume(): LibraryPlace;
  /** Ends a move, and removes what was copied. */
  cancel(): Promise<LibraryPlace>;
  /** Moves the folder that the library has left to the system's trash. */
  trashPrevious(): Promise<LibraryPlace>;
  /** The user keeps that folder: it is not mentioned again. */
  keepPrevious(): LibraryPlace;
  /** Stops copying. The move can be continued after the next start. */
  close(): Promise<void>;
}

interface MoverDeps {
  readonly userData: string;
  readonly keeper: Keeper;
  readonly desktop: Pick<Desktop, 'pickFolder' | 'trash'>;
  readonly log: Log;
  /** The queue of the open library, or null. */
  readonly queue: () => {
    paidOut(): PaidOut;
    hold(): void;
    release(): void;
  } | null;
  /**
   * Closes the library, runs `work`, and opens the library again. If it doesn't open, runs `undo`, opens it
   * once more, and throws what was wrong.
   */
  readonly whileClosed: (work: () => Promise<void>, undo: () => void) => Promise<void>;
  readonly onChange: (place: LibraryPlace) => void;
  readonly troubles: Pick<Troubles, 'set' | 'clear'>;
}

export function createLibraryMover(deps: MoverDeps): LibraryMover {
  const { userData, keeper, desktop, log } = deps;
  const previousFolder = createPreviousFolder(deps);
  const file = openJsonFile(join(userData, 'library-move.json'));
  let kept: Kept | null = readKept();
  let move: LibraryMove | null = kept && stopped(kept.to, null);
  let current: Promise<void> | null = null;
  let wanted = true;
  let isClosed = false;
  showStopped();
  void previousFolder.discardCaches();

  function readKept(): Kept | null {
    const stored = file.read();
    const found = Kept.safeParse(stored.state === 'whole' ? stored.value : null).data ?? null;
    const place = readPlace(userData);
    previousFolder.mark();
    // The process ended after the library was moved.
    if (found && found.to === place?.folder) {
      forget();
      return null;
    }
    return found;
  }

  function forget(): void {
    rmSync(join(userData, 'library-move.json'), { force: true });
  }

  function showStopped(): void {
    if (move?.phase === 'stopped') deps.troubles.set({ kind: 'move-stopped', to: move.to });
    else deps.troubles.clear('move-stopped');
  }

  function state(): LibraryPlace {
    const place = readPlace(userData);
    return { folder: libraryFolder(userData), move, previous: place?.previous ?? null };
  }

  function change(next: LibraryMove | null): LibraryPlace {
    move = next;
    showStopped();
    const place = state();
    deps.onChange(place);
    return place;
  }

  const step = (part: Partial<LibraryMove>) => move && change({ ...move, ...part });

  class Stopped extends Error {}
  const assertWanted = () => {
    if (!wanted || isClosed) throw new Stopped();
  };

  /**
   * Copies the parts that changed after `changedSince`, and calls `onPart` with the bytes of each. In a part, files
   * that the copy already has are only copied again if they changed after `since`.
   */
  async function copyParts(
    { from, to, since, changedSince }: { from: string; to: string; since: number; changedSince: number },
    onPart: (bytes: number) => void,
  ): Promise<void> {
    for (const { name, changed } of await keeper.run('library-parts', { folder: from })) {
      assertWanted();
      if (name !== '' && changed < changedSince) continue;
      onPart((await keeper.run('copy-part', { from, to, part: name, since })).bytes);
    }
  }

  async function run({ to, since }: Kept): Promise<void> {
    const from = libraryFolder(userData);
    assertWritable(to);
    const { bytes: total } = await keeper.run('measure-library', { folder: from });
    const there = await keeper.run('measure-library', { folder: to });
    await assertRoom(to, total - there.bytes);
    step({ total });
    // Everything, also what a first attempt copied: unchanged files are only compared.
    let done = 0;
    await copyParts({ from, to, since, changedSince: Number.NEGATIVE_INFINITY }, (bytes) => {
      done += bytes;
      step({ done: Math.min(done, total) });
    });
    await waitForPaid();
    step({ phase: 'switching' });
    await deps.whileClosed(
      () => switchTo(from, to, since),
      () => writePlace(userData, { folder: from, previous: null }),
    );
    previousFolder.mark();
    await previousFolder.discardCaches();
  }

  /** Nothing is sent from now on, so that no answer comes while the library is closed. */
  async function waitForPaid(): Promise<void> {
    step({ phase: 'waiting' });
    const queue = deps.queue();
    queue?.hold();
    try {
      while (isOut(queue?.paidOut() ?? NOTHING_OUT)) {
        assertWanted();
        await sleep(WAIT_MS, undefined, { ref: false });
      }
      assertWanted();
    } catch (error) {
      queue?.release();
      throw error;
    }
  }

  /** Copies what changed meanwhile and the database, then makes the new folder the library's. */
  async function switchTo(from: string, to: string, since: number): Promise<void> {
    // Another process must not begin to write here, and this one must have ended.
    if (holdsFolder(from)) throw new Failure('bad-request', { reason: 'move-not-closed' });
    const lock = await lockFolder(from, () => {});
    try {
      await copyParts({ from, to, since, changedSince: since }, () => {});
      await keeper.run('copy-database', { from, to });
      writePlace(userData, { folder: to, previous: from });
      log.info('library moved', { from, to });
    } finally {
      lock.release();
    }
  }

  function begin(next: Kept): LibraryPlace {
    kept = next;
    wanted = true;
    const place = change({ to: next.to, phase: 'copying', done: 0, total: 0, problem: null });
    current = run(next)
      .then(
        () => {
          kept = null;
          forget();
          change(null);
        },
        (error: unknown) => {
          if (!(error instanceof Stopped)) log.warn('failed to move library', { error: String(error) });
          change(stopped(next.to, error instanceof Stopped ? null : problemOf(error)));
        },
      )
      .finally(() => {
        current = null;
      });
    return place;
  }

  return {
    state,
    async pick() {
      if (current || kept) return state();
      const from = libraryFolder(userData);
      const chosen = await desktop.pickFolder(null);
      if (chosen === null || current) return state();
      const to = await checkTarget(from, chosen);
      const { bytes } = await keeper.run('measure-library', { folder: from });
      await assertRoom(to, bytes);
      const next = { to, since: timeOf(from) - ROUNDING_MS };
      await file.write(next);
      return begin(next);
    },
    resume() {
      if (current || !kept) return state();
      return begin(kept);
    },
    async cancel() {
      wanted = false;
      await current;
      const { to } = kept ?? {};
      if (to === undefined) return state();
      kept = null;
      forget();
      const place = change(null);
      await keeper.run('discard-copy', { from: libraryFolder(userData), to }).catch((error: unknown) => {
        log.warn('failed to remove unfinished copy of library', { error: String(error) });
      });
      return place;
    },
    async trashPrevious() {
      const place = readPlace(userData);
      if (!place?.previous) return state();
      await desktop.trash(place.previous).catch((error: unknown) => {
        log.warn('failed to move previous library folder to trash', { error: String(error) });
        throw new Failure('bad-request', { reason: 'previous-not-trashed' });
      });
      writePlace(userData, { ...place, previous: null });
      return change(move);
    },
    keepPrevious() {
      const place = readPlace(userData);
      if (place) writePlace(userData, { ...place, previous: null });
      return change(move);
    },
    async close() {
      isClosed = true;
      await current;
    },
  };
}

const stopped = (to: string, problem: ErrorCode | null): LibraryMove => ({
  to,
  phase: 'stopped',
  done: 0,
  total: 0,
  problem,
});

/** The folder in question is the new one: a problem of the library's own is shown anyway. */
function problemOf(error: unknown): ErrorCode {
  const meaning = meaningOf(error) ?? 'internal';
  if (meaning === 'library-gone') return 'folder-gone';
  return meaning === 'library-read-only' ? 'folder-read-only' : meaning;
}

/** The present by the clock of a folder's disk, in milliseconds since 1970. */
function timeOf(folder: string): number {
  const probe = join(folder, '.reseed-probe');
  writeFileSync(probe, '');
  const { mtimeMs } = statSync(probe);
  rmSync(probe, { force: true });
  return mtimeMs;
}
