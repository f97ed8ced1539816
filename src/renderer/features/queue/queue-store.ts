import type { Bridge, Reply } from '@shared/contract.ts';
import type { EditEntry } from '@shared/domain/edit.ts';
import { NO_OBSTACLES, type Obstacles } from '@shared/domain/obstacle.ts';
import type { PressId } from '@shared/domain/press.ts';
import { isSettled, type RunProgress, type RunState } from '@shared/domain/run.ts';
import { createStore } from 'zustand/vanilla';
import { callMain } from '../../bridge/index.ts';
import { type Attention, createAttention } from '../../stores/attention.ts';
import { cachedEntries } from '../../stores/entities/cached-entries.ts';
import type { Entities } from '../../stores/entities/entities.ts';
import { showErrorToastWithSettings } from '../../stores/error-toast.ts';
import { createPresses, type Presses } from '../../stores/presses.ts';
import type { ToastStore } from '../../stores/toast-store.ts';
import { createQueueList } from './queue-list.ts';

export interface QueueState {
  /** Edits with open runs in order, then the newest settled ones. */
  readonly editIds: readonly number[];
  /** Current entries of `editIds`. The list is identical until one of them changes. */
  entries(): readonly EditEntry[];
  /** Progress of active runs, by run id. */
  readonly progress: ReadonlyMap<number, RunProgress>;
  readonly paused: boolean;
  /** What blocks the queue. */
  readonly obstacles: Obstacles;
  load(): Promise<void>;
  setRunProgress(progress: RunProgress): void;
  setObstacles(obstacles: Obstacles): void;
  /** The user says the obstacle is gone. */
  tryAgain(): Promise<void>;
  /** Continues after a run that ended without an explanation. */
  continueRun(runId: number): Promise<void>;
  /** Another window or the menu paused or resumed the queue. */
  setPaused(paused: boolean): void;
  pause(): Promise<void>;
  resume(): Promise<void>;
  cancel(runId: number): Promise<void>;
  /** Starts a new run of the same request. */
  retry(runId: number): Promise<void>;
  /** Asks the service about an uncertain run. */
  check(runId: number): Promise<void>;
  /** Dismisses an uncertain run. */
  dismiss(runId: number): Promise<void>;
  /** Moves a waiting run before another one, or to the end. */
  reorder(runId: number, beforeRunId: number | null): Promise<void>;
  clearFinished(): Promise<void>;
}

/** Returns the list with a waiting run moved before another one, or to the end of the waiting ones. */
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

interface QueueDeps {
  readonly toasts: ToastStore;
  readonly entities: Entities;
  readonly attention?: Attention;
  readonly presses?: Presses;
}

/** The runs in the queue. */
export function createQueueStore(
  bridge: Bridge,
  { toasts, entities, attention = createAttention(), presses = createPresses() }: QueueDeps,
) {
  return createStore<QueueState>()((set, get) => {
    const list = createQueueList(entities);
    const entries = cachedEntries(entities, () => get().editIds);
    /** Updates the list from its runs. */
    const show = () => {
      const shown = list.shown();
      const going = new Set(shown.filter(({ run }) => isGoing(run.state)).map(({ run }) => run.id));
      const progress = new Map([...get().progress].filter(([runId]) => going.has(runId)));
      set({ editIds: shown.map(({ edit }) => edit.id), progress });
    };
    entities.keep(() => ({ edits: get().editIds }));
    entities.onRun((entry) => {
      const isListed = list.has(entry.edit.id);
      list.add(entry);
      // `onEdits` handles changes of a listed edit.
      if (!isListed) show();
    });
    entities.onEdits((editIds) => {
      if (editIds.some(list.has)) show();
    });
    const say = (error: unknown) => showErrorToastWithSettings(bridge, toasts, error);
    const setPaused = async (paused: boolean) => {
      set({ paused });
      try {
        await callMain(paused ? bridge.queue.pause({}) : bridge.queue.resume({}));
      } catch (error) {
        set({ paused: !paused });
        say(error);
      }
    };
    /** `thing`: identifies a press. Repeating it immediately is the same press. */
    const once = async (thing: string, call: (press: PressId) => Promise<Reply<EditEntry>>) => {
      await presses.once(thing, async (press) => {
        const pressed = attention.now();
        try {
          const entry = await callMain(call(press));
          attention.runsAwaited([entry.run.id], pressed);
          return entry;
        } catch (error) {
          say(error);
          return null;
        }
      });
    };
    /** Returns the edit of a run: a retry creates another run, but repeating it is the same press. */
    const editOf = (runId: number) =>
      entries().find(({ run }) => run.id === runId)?.edit.id ?? `run ${runId}`;
    /** Loads all undecided runs into the list. */
    const loadUndecided = async (listed: readonly EditEntry[]) => {
      let before = listed.findLast(({ run }) => run.state === 'uncertain')?.run.id ?? null;
      for (let more = true; more; ) {
        const page = await callMain(bridge.queue.undecided({ before }));
        list.extend(page.entries);
        show();
        before = page.entries.at(-1)?.run.id ?? null;
        more = page.more && page.entries.length > 0;
      }
    };
    return {
      editIds: [],
      entries,
      progress: new Map(),
      paused: false,
      obstacles: NO_OBSTACLES,
      load: async () => {
        try {
          const answer = await callMain(bridge.queue.list({}));
          const { paused, obstacles, unwritten, question } = answer;
          set({ paused, obstacles: { obstacles, unwritten, question } });
          list.replace(answer.entries, answer.revision);
          show();
          if (answer.moreUndecided) await loadUndecided(answer.entries);
        } catch (error) {
          say(error);
        }
      },
      setRunProgress: (progress) =>
        set((state) => {
          // Its last progress event may arrive after the run's end.
          const run = entities.run(progress.runId);
          if (run && !isGoing(run.state)) return state;
          return { progress: new Map(state.progress).set(progress.runId, progress) };
        }),
      setObstacles: (obstacles) => set({ obstacles }),
      continueRun: async (runId) => {
        try {
          await callMain(bridge.queue.proceed({ runId }));
        } catch (error) {
          say(error);
        }
      },
      tryAgain: async () => {
        try {
          await callMain(bridge.queue.tryAgain({}));
        } catch (error) {
          say(error);
        }
      },
      setPaused: (paused) => set({ paused }),
      pause: () => setPaused(true),
      resume: () => setPaused(false),
      cancel: async (runId) => {
        try {
          await callMain(bridge.run.cancel({ runId }));
        } catch (error) {
          say(error);
        }
      },
      retry: (runId) => once(`retry ${editOf(runId)}`, (press) => bridge.run.retry({ press, runId })),
      check: (runId) => once(`check ${runId}`, () => bridge.run.check({ runId })),
      dismiss: (runId) => once(`dismiss ${runId}`, () => bridge.run.dismiss({ runId })),
      reorder: async (runId, beforeRunId) => {
        set({ editIds: moved(entries(), runId, beforeRunId).map(({ edit }) => edit.id) });
        try {
          await callMain(bridge.queue.reorder({ runId, beforeRunId }));
        } catch (error) {
          say(error);
        }
        // Main owns the positions: reload them, even if it refused.
        await get().load();
      },
      clearFinished: async () => {
        try {
          const { revision } = await callMain(bridge.queue.clearFinished({}));
          list.clear(revision);
        } catch (error) {
          return say(error);
        }
        show();
      },
    };
  });
}
