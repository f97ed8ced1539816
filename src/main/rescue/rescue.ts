import { join } from 'node:path';
import { LibraryProblem, type Look, type RescueState } from '@shared/domain/rescue.ts';
import { Failure } from '@shared/errors.ts';
import { discardPrepared, newestSoundBackup, prepareRestore, takePlace } from '../backups/restore.ts';
import type { Keeper } from '../keeper/keeper.ts';
import { parseBackupName } from '../library/backups/backup-files.ts';
import { DB_NAME, libraryFolder } from '../library/library-folder.ts';
import type { Clock, Log } from '../ports.ts';
import { systemFailure } from '../system-failure.ts';
import type { Troubles } from '../troubles.ts';
import { rebuildLibrary } from './rebuild.ts';
import { createTurns } from './turns.ts';

/** Actions of a window while the library isn't open. */
export interface Rescue {
  /** Resolves once it is known whether a backup can be restored. */
  state(): Promise<RescueState>;
  /** Tries to open the library again. */
  lookAgain(): Promise<void>;
  /** Starts rebuilding the database from the pictures. Events report progress. */
  rebuild(): void;
  /** Ends a rebuild that hasn't replaced the database yet. Nothing has changed then. */
  cancelRebuild(): void;
  /** Replaces the database with the newest intact backup. */
  restore(): Promise<void>;
  /**
   * Replaces an open library's database with a backup, after `backUp` makes a new one. On a `Failure`,
   * nothing has changed.
   */
  restoreFrom(name: string, backUp: () => Promise<unknown>): Promise<void>;
  showFolder(): void;
  /** Asks for another data folder and restarts with it. */
  chooseFolder(): Promise<void>;
  quit(): void;
}

interface RescueDeps {
  readonly userData: string;
  readonly keeper: Keeper;
  readonly log: Log;
  readonly clock: Clock;
  readonly troubles: Troubles;
  /** Opens the library and its services, and closes what was open before. Throws what prevents it. */
  readonly open: () => Promise<void>;
  /** Closes the library, if it is open. */
  readonly closeLibrary: () => Promise<void>;
  /** Closes the library if it is open, and answers every call with this code from now on. */
  readonly refuse: (code: LibraryProblem) => Promise<void>;
  /** Reloads the windows because the library is open. */
  readonly reload: () => void;
  readonly changed: (state: RescueState) => void;
  readonly look: () => Look;
  readonly showFolder: () => void;
  readonly pickFolder: () => Promise<string | null>;
  /** Ends this process and starts another one, optionally with another data folder. */
  readonly restart: (userData: string | null) => void;
  readonly quit: () => void;
}

export interface RescueService extends Rescue {
  /** The first attempt. */
  begin(): Promise<void>;
  /** The open library's database turned out to be damaged. */
  damaged(): Promise<void>;
  /** Another library replaced the open one. */
  reopen(): Promise<void>;
  /**
   * Closes the library, runs `work`, and opens it again. If that fails, runs `undo`, opens it once more, and
   * throws a `Failure` with what was wrong. Also throws one if something else is being done to it.
   */
  whileClosed(work: () => Promise<void>, undo: () => void): Promise<void>;
  close(): Promise<void>;
}

/** Opens the library, and provides recovery actions if it doesn't open. */
export function createRescue(deps: RescueDeps): RescueService {
  const { log, troubles } = deps;
  const abort = new AbortController();
  let problem: LibraryProblem | null = null;
  let failure: RescueState['failure'] = null;
  let backup: RescueState['backup'] = null;
  let looking: Promise<void> = Promise.resolve();
  let rebuilding: RescueState['rebuilding'] = null;
  let cancel = new AbortController();
  const turns = createTurns();
  /** Number of attempts to open a library: a report about an earlier library is out of date. */
  let attempts = 0;

  const state = (): RescueState => ({ problem, rebuilding, backup, failure, ...deps.look() });

  const backups = {
    ...deps,
    /** It changes when the library is moved. */
    get folder() {
      return libraryFolder(deps.userData);
    },
  };
  /** Backups help with no other problem. */
  const isLost = () => problem === 'library-missing' || problem === 'library-damaged';

  async function lookForBackup(): Promise<void> {
    backup = isLost() ? await newestSoundBackup(backups) : null;
  }

  async function open(): Promise<void> {
    attempts += 1;
    try {
      await deps.open();
      problem = null;
      backup = null;
    } catch (error) {
      log.error('failed to open library', { error: String(error) });
      problem = problemOf(error);
      // For example, a missing table: SQLite doesn't always report a damaged file as such.
      if (problem === 'internal' && (await isDamaged())) problem = 'library-damaged';
      looking = lookForBackup();
    }
  }

  async function isDamaged(): Promise<boolean> {
    const { folder, keeper } = backups;
    const input = { dbPath: join(folder, DB_NAME), objectsFolder: join(folder, 'objects') };
    return keeper.run('check-database', input).then(
      ({ sound }) => !sound,
      () => false,
    );
  }

  async function openAndReload(): Promise<void> {
    await open();
    if (problem === null) deps.reload();
  }

  async function rebuild(): Promise<void> {
    failure = null;
    try {
      // Another recovery may have been faster.
      cancel.signal.throwIfAborted();
      if (!isLost()) return;
      const { userData, keeper, clock } = deps;
      const { restored, left } = await rebuildLibrary({
        userData,
        keeper,
        log,
        clock,
        signal: AbortSignal.any([abort.signal, cancel.signal]),
        onProgress(progress) {
          rebuilding = progress;
          deps.changed(state());
        },
      });
      // Otherwise the open library adds the rest, and then reports it.
      if (left === 0) troubles.set({ kind: 'rebuilt', taken: restored, refused: 0 });
      await openAndReload();
    } catch (error) {
      if (abort.signal.aborted) return;
      if (cancel.signal.aborted) {
        log.info('rebuild canceled');
        return;
      }
      log.error('failed to rebuild library', { error: String(error) });
      failure = problemOf(error);
    } finally {
      rebuilding = null;
      if (!abort.signal.aborted) deps.changed(state());
    }
  }

  async function restoreAs(
    reason: 'damaged' | 'replaced',
    { name, at }: { readonly name: string; readonly at: number },
    backUp: () => Promise<unknown> = async () => {},
  ): Promise<void> {
    // First, because the next backup may remove this one.
    await prepareRestore(backups, name);
    try {
      await backUp();
    } catch (error) {
      discardPrepared(backups.folder);
      throw error;
    }
    await deps.closeLibrary();
    try {
      await takePlace(backups, reason);
      troubles.set({ kind: 'restored', at });
    } finally {
      // In any case: a closed library must not stay closed.
      await openAndReload();
    }
  }

  async function restoreNewest(): Promise<void> {
    await looking;
    if (backup === null) return;
    failure = null;
    try {
      await restoreAs('damaged', backup);
    } catch (error) {
      log.error('failed to restore backup', { error: String(error) });
      failure = problemOf(error);
      // It may have been damaged since it was checked.
      await lookForBackup();
    }
    deps.changed(state());
  }

  return {
    begin: () => turns.run('open', open),
    reopen: () =>
      turns.run('reopen', async () => {
        log.warn('open library replaced by another one');
        await open();
        troubles.clear('library-gone');
        deps.reload();
      }),
    damaged() {
      const reported = attempts;
      // Not together with a report about an earlier library.
      return turns.run(`damaged ${reported}`, async () => {
        if (attempts !== reported) return;
        problem = 'library-damaged';
        looking = lookForBackup();
        await deps.refuse(problem);
        deps.reload();
      });
    },
    async whileClosed(change, undo) {
      if (turns.isBusy()) {
        await turns.settled();
        throw new Failure('bad-request', { reason: 'move-not-closed' });
      }
      await turns.run('while closed', async () => {
        await deps.closeLibrary();
        let isOpen = false;
        try {
          await change();
          await open();
          isOpen = problem === null;
          if (problem === null) return;
          const refusal = new Failure(problem);
          undo();
          throw refusal;
        } finally {
          // In any case: a closed library must not stay closed, unless the app ends.
          if (!isOpen && !abort.signal.aborted) await open();
          if (!abort.signal.aborted) deps.reload();
        }
      });
    },
    async state() {
      await looking;
      return state();
    },
    async lookAgain() {
      failure = null;
      await turns.run('look again', async () => {
        if (problem === null) deps.reload();
        else await openAndReload();
      });
      deps.changed(state());
    },
    rebuild() {
      if (!isLost()) return;
      if (rebuilding === null) cancel = new AbortController();
      rebuilding ??= { done: 0, total: 0 };
      deps.changed(state());
      void turns.run('rebuild', rebuild);
    },
    cancelRebuild: () => cancel.abort(),
    restore: () => turns.run('restore', restoreNewest),
    restoreFrom(name, backUp) {
      const named = parseBackupName(name);
      if (!named) throw new Failure('not-found');
      return turns.run(`restore ${name}`, () => restoreAs('replaced', named, backUp));
    },
    showFolder: deps.showFolder,
    async chooseFolder() {
      const folder = await deps.pickFolder();
      if (folder !== null) deps.restart(folder);
    },
    quit: deps.quit,
    async close() {
      abort.abort();
      turns.stop();
      await turns.settled();
    },
  };
}

function problemOf(error: unknown): LibraryProblem {
  const known = systemFailure(error);
  const parsed = LibraryProblem.safeParse(known instanceof Failure ? known.code : null);
  return parsed.success ? parsed.data : 'internal';
}
