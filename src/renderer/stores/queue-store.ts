import type { Bridge, Reply } from '@shared/contract.ts';
import type { EditEntry } from '@shared/domain/edit.ts';
import { NO_OBSTACLES, type Obstacles } from '@shared/domain/obstacle.ts';
import type { PressId } from '@shared/domain/press.ts';
import { isFinished, isSettled, type RunProgress, type RunState } from '@shared/domain/run.ts';
import { createStore } from 'zustand/vanilla';
import { ask } from '../bridge/index.ts';
import { type Attention, createAttention } from './attention.ts';
import { createPresses, type Presses } from './presses.ts';
import { sayRefusal } from './refusals.ts';
import type { ToastStore } from './toast-store.ts';

export interface QueueState {
  /** Runs that wait or go on, in order, then the newest settled ones. */
  readonly entries: readonly EditEntry[];
  /** How far runs in progress are, by run id. */
  readonly progress: ReadonlyMap<number, RunProgress>;
  readonly paused: boolean;
  /** What keeps the queue waiting. */
  readonly obstacles: Obstacles;
  load(): Promise<void>;
  /** What a call answered. */
  answered(entry: EditEntry): void;
  runChanged(entry: EditEntry): void;
  runProgressed(progress: RunProgress): void;
  obstaclesChanged(obstacles: Obstacles): void;
  /** The user says that what was in the way is gone. */
  tryAgain(): Promise<void>;
  /** Continue after a run that ended in a way nobody can explain. */
  goOn(runId: number): Promise<void>;
  /** Another window or the menu paused or resumed. */
  pausedChanged(paused: boolean): void;
  pause(): Promise<void>;
  resume(): Promise<void>;
  cancel(runId: number): Promise<void>;
  /** A new run of the same frozen request. */
  retry(runId: number): Promise<void>;
  /** Asks the service what became of an uncertain run. */
  check(runId: number): Promise<void>;
  /** Sets an uncertain run aside. */
  dismiss(runId: number): Promise<void>;
  /** Puts a waiting run before another one, or last. */
  reorder(runId: number, beforeRunId: number | null): Promise<void>;
  clearFinished(): Promise<void>;
}

/** The order of the list: what goes on or waits by its place, then what has to be decided on, then what is over, newest first. */
export function sortQueue(entries: readonly EditEntry[]): readonly EditEntry[] {
  const rank = ({ run }: EditEntry) => (isFinished(run.state) ? 2 : isSettled(run.state) ? 1 : 0);
  return entries.toSorted((a, b) => {
    if (rank(a) !== rank(b)) return rank(a) - rank(b);
    return isSettled(a.run.state)
      ? (b.run.finishedAt ?? 0) - (a.run.finishedAt ?? 0) || b.run.id - a.run.id
      : a.run.position - b.run.position || a.run.id - b.run.id;
  });
}

/** Most runs in the list whose outcome is known; as many as the main process lists. */
export const SETTLED_MAX = 50;

/** The list without its oldest settled runs. What goes on, waits, or needs a decision is never left out. */
export function capped(sorted: readonly EditEntry[]): readonly EditEntry[] {
  let settled = 0;
  return sorted.filter(({ run }) => {
    if (!isFinished(run.state)) return true;
    settled += 1;
    return settled <= SETTLED_MAX;
  });
}

/** The list with a waiting run moved before another one, or last of those that wait. */
export function moved(
  entries: readonly EditEntry[],
  runId: number,
  beforeRunId: number | null,
): readonly EditEntry[] {
  const entry = entries.find((known) => known.run.id === runId);
  if (!entry) return entries;
  const rest = entries.filter((known) => known !== entry);
  const firstSettled = rest.findIndex((known) => isSettled(known.run.state));
  const end = firstSettled < 0 ? rest.length : firstSettled;
  const at = beforeRunId === null ? end : rest.findIndex((known) => known.run.id === beforeRunId);
  return rest.toSpliced(at < 0 ? end : at, 0, entry);
}

function isGoing(state: RunState): boolean {
  return !isSettled(state) && state !== 'queued';
}

/** The runs, as the queue shows them. */
export function createQueueStore(
  bridge: Bridge,
  toasts: ToastStore,
  attention: Attention = createAttention(),
  presses: Presses = createPresses(),
) {
  return createStore<QueueState>()((set, get) => {
    const say = (error: unknown) => sayRefusal(bridge, toasts, error);
    const setPaused = async (paused: boolean) => {
      set({ paused });
      try {
        await ask(paused ? bridge.queue.pause({}) : bridge.queue.resume({}));
      } catch (error) {
        set({ paused: !paused });
        say(error);
      }
    };
    /** `thing`: what a push is for; pushing again right away is the same press. */
    const once = async (thing: string, call: (press: PressId) => Promise<Reply<EditEntry>>) => {
      await presses.once(thing, async (press) => {
        const pressed = attention.now();
        try {
          const entry = await ask(call(press));
          attention.runsAwaited([entry.run.id], pressed);
          get().answered(entry);
          return entry;
        } catch (error) {
          say(error);
          return null;
        }
      });
    };
    /** The edit of a run: a retry gives it another run, and is the same press all the same. */
    const editOf = (runId: number) =>
      get().entries.find(({ run }) => run.id === runId)?.edit.id ?? `run ${runId}`;
    /** All runs that somebody has to decide on are in the list, however many they are. */
    const loadUndecided = async (listed: readonly EditEntry[]) => {
      let before = listed.findLast(({ run }) => run.state === 'uncertain')?.run.id ?? null;
      for (let more = true; more; ) {
        const page = await ask(bridge.queue.undecided({ before }));
        // Those that changed meanwhile are known better.
        const known = new Set(get().entries.map(({ edit }) => edit.id));
        const fresh = page.entries.filter(({ edit }) => !known.has(edit.id));
        set((state) => ({ entries: sortQueue([...state.entries, ...fresh]) }));
        before = page.entries.at(-1)?.run.id ?? null;
        more = page.more && page.entries.length > 0;
      }
    };
    return {
      entries: [],
      progress: new Map(),
      paused: false,
      obstacles: NO_OBSTACLES,
      load: async () => {
        try {
          const { entries, paused, obstacles, unwritten, question, moreUndecided } = await ask(
            bridge.queue.list({}),
          );
          set({ entries: sortQueue(entries), paused, obstacles: { obstacles, unwritten, question } });
          if (moreUndecided) await loadUndecided(entries);
        } catch (error) {
          say(error);
        }
      },
      answered: (entry) => {
        // Its first events may have come before this answer; an older state never replaces a newer one.
        if (!get().entries.some(({ run }) => run.id === entry.run.id)) get().runChanged(entry);
      },
      runChanged: (entry) =>
        set((state) => {
          const known = state.entries.find(({ edit }) => edit.id === entry.edit.id);
          // The answer to an old press that was delivered again.
          if (known && known.run.id > entry.run.id) return state;
          // A new run of an edit takes the place of the one before, which ended without a picture.
          const others = state.entries.filter((known) => known.edit.id !== entry.edit.id);
          const entries = capped(sortQueue([...others, entry]));
          const going = new Set(entries.filter(({ run }) => isGoing(run.state)).map(({ run }) => run.id));
          const progress = new Map([...state.progress].filter(([runId]) => going.has(runId)));
          return { entries, progress };
        }),
      runProgressed: (progress) =>
        set((state) => {
          // The last of it may come after the run's end.
          const known = state.entries.find(({ run }) => run.id === progress.runId);
          if (known && !isGoing(known.run.state)) return state;
          return { progress: new Map(state.progress).set(progress.runId, progress) };
        }),
      obstaclesChanged: (obstacles) => set({ obstacles }),
      goOn: async (runId) => {
        try {
          await ask(bridge.queue.goOn({ runId }));
        } catch (error) {
          say(error);
        }
      },
      tryAgain: async () => {
        try {
          await ask(bridge.queue.tryAgain({}));
        } catch (error) {
          say(error);
        }
      },
      pausedChanged: (paused) => set({ paused }),
      pause: () => setPaused(true),
      resume: () => setPaused(false),
      cancel: async (runId) => {
        try {
          await ask(bridge.run.cancel({ runId }));
        } catch (error) {
          say(error);
        }
      },
      retry: (runId) => once(`retry ${editOf(runId)}`, (press) => bridge.run.retry({ press, runId })),
      check: (runId) => once(`check ${runId}`, () => bridge.run.check({ runId })),
      dismiss: (runId) => once(`dismiss ${runId}`, () => bridge.run.dismiss({ runId })),
      reorder: async (runId, beforeRunId) => {
        set((state) => ({ entries: moved(state.entries, runId, beforeRunId) }));
        try {
          await ask(bridge.queue.reorder({ runId, beforeRunId }));
        } catch (error) {
          say(error);
        }
        // Places are the main process's: read them back, also when it refused.
        await get().load();
      },
      clearFinished: async () => {
        try {
          await ask(bridge.queue.clearFinished({}));
        } catch (error) {
          return say(error);
        }
        set((state) => ({ entries: state.entries.filter((entry) => !isFinished(entry.run.state)) }));
      },
    };
  });
}
