import { LibraryProblem, type RescueState } from '@shared/domain/rescue.ts';
import { Failure } from '@shared/errors.ts';
import type { Clock, Imaging, Log } from '../ports.ts';
import { systemFailure } from '../system-failure.ts';
import type { Troubles } from '../troubles.ts';
import { rebuildLibrary } from './rebuild.ts';

/** What a window can do while the library is not open. */
export interface Rescue {
  state(): RescueState;
  /** Tries to open the library once more. */
  lookAgain(): Promise<void>;
  /** Begins to make a new database of the pictures; how it goes on is told by events. */
  rebuild(): void;
  showFolder(): void;
  /** Asks for another data folder and starts again with it. */
  chooseFolder(): Promise<void>;
  quit(): void;
}

interface Needs {
  readonly userData: string;
  readonly imaging: Imaging;
  readonly log: Log;
  readonly clock: Clock;
  readonly troubles: Troubles;
  /** Opens the library and everything on it, closing what was open before; throws what stops it. */
  readonly open: () => Promise<void>;
  /** The windows load anew: the library is open. */
  readonly reload: () => void;
  readonly changed: (state: RescueState) => void;
  readonly look: () => Pick<RescueState, 'language' | 'theme'>;
  readonly showFolder: () => void;
  readonly pickFolder: () => Promise<string | null>;
  /** Ends this process and starts another one, with another data folder when one is named. */
  readonly restart: (userData: string | null) => void;
  readonly quit: () => void;
}

export interface RescueService extends Rescue {
  /** The first attempt. */
  begin(): Promise<void>;
  /** Another library has taken the place of the one that is open. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the library, and when it does not open holds the ways to put that right. */
export function createRescue(needs: Needs): RescueService {
  const { log, troubles } = needs;
  const abort = new AbortController();
  let problem: LibraryProblem | null = null;
  let failure: RescueState['failure'] = null;
  let rebuilding: RescueState['rebuilding'] = null;
  let work: Promise<void> | null = null;

  const state = (): RescueState => ({ problem, rebuilding, failure, ...needs.look() });

  async function open(): Promise<void> {
    try {
      await needs.open();
      problem = null;
    } catch (error) {
      log.error('library not opened', { error: String(error) });
      problem = problemOf(error);
    }
  }

  /** One at a time; whoever asks meanwhile waits for the one that is on. */
  function once(begin: () => Promise<void>): Promise<void> {
    work ??= begin().finally(() => {
      work = null;
    });
    return work;
  }

  async function openAndReload(): Promise<void> {
    await open();
    if (problem === null) needs.reload();
  }

  async function rebuild(): Promise<void> {
    failure = null;
    rebuilding = { done: 0, total: 0 };
    needs.changed(state());
    try {
      const { userData, imaging, clock } = needs;
      const taken = await rebuildLibrary({
        userData,
        imaging,
        log,
        clock,
        signal: abort.signal,
        onProgress(progress) {
          rebuilding = progress;
          needs.changed(state());
        },
      });
      troubles.set({ kind: 'rebuilt', ...taken });
      await openAndReload();
    } catch (error) {
      if (abort.signal.aborted) return;
      log.error('the library could not be rebuilt', { error: String(error) });
      failure = problemOf(error);
    } finally {
      rebuilding = null;
      if (!abort.signal.aborted) needs.changed(state());
    }
  }

  return {
    begin: () => once(open),
    reopen: () =>
      once(async () => {
        log.warn('another library has taken the place of the one that was open');
        await open();
        troubles.clear('library-gone');
        needs.reload();
      }),
    state,
    async lookAgain() {
      failure = null;
      await once(problem === null ? async () => needs.reload() : openAndReload);
      needs.changed(state());
    },
    rebuild() {
      if (problem === 'library-missing' || problem === 'library-damaged') void once(rebuild);
    },
    showFolder: needs.showFolder,
    async chooseFolder() {
      const folder = await needs.pickFolder();
      if (folder !== null) needs.restart(folder);
    },
    quit: needs.quit,
    async close() {
      abort.abort();
      await work;
    },
  };
}

function problemOf(error: unknown): LibraryProblem {
  const known = systemFailure(error);
  const parsed = LibraryProblem.safeParse(known instanceof Failure ? known.code : null);
  return parsed.success ? parsed.data : 'internal';
}
