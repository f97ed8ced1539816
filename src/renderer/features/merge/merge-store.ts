import type { Bridge } from '@shared/contract.ts';
import type {
  MergeChoice,
  MergedPicture,
  MergeParents,
  MergePlan,
  MergeProgress,
} from '@shared/domain/merge.ts';
import type { AppError } from '@shared/errors.ts';
import { createStore } from 'zustand/vanilla';
import { callMain, errorOf } from '../../bridge/index.ts';

export interface MergeState {
  /** The two pictures that the view is open for; null while it is closed. */
  readonly target: MergeParents | null;
  /** What the merge would do. Null until known. */
  readonly plan: MergePlan | null;
  /** One for each conflict of the plan; null where nothing was chosen yet. */
  readonly choices: readonly (MergeChoice | null)[];
  /** The conflict that is looked at; null when none is. */
  readonly current: number | null;
  /** Progress of the active merge, 0 to 1, or null. */
  readonly working: number | null;
  /** Why the pictures can't be merged, or why the merge failed. */
  readonly problem: AppError | null;
  /** Result of the last repetition of a merge, by its id. */
  readonly repeated: ReadonlyMap<number, boolean>;
  open(target: MergeParents): Promise<void>;
  close(): void;
  choose(conflict: number, choice: MergeChoice): void;
  chooseAll(choice: MergeChoice): void;
  lookAt(conflict: number | null): void;
  /** Makes the merged picture and shows it. Does nothing while a conflict is open. */
  merge(): Promise<void>;
  /** Makes a merge again from its recipe. */
  again(mergeId: number): Promise<void>;
  cancel(): void;
  setProgress(progress: MergeProgress): void;
}

export type MergeStore = ReturnType<typeof createMergeStore>;

interface MergeDeps {
  /** Shows a merged picture that was made just now. */
  readonly show: (merged: MergedPicture) => void;
  readonly failed: (error: unknown) => void;
}

const CLOSED = {
  target: null,
  plan: null,
  choices: [],
  current: null,
  working: null,
  problem: null,
} as const;

/** Two pictures of one original on their way to one. */
export function createMergeStore(bridge: Bridge, { show, failed }: MergeDeps) {
  let generation = 0;
  return createStore<MergeState>()((set, get) => {
    const stop = () => {
      callMain(bridge.merge.cancel({})).catch(failed);
    };
    return {
      ...CLOSED,
      repeated: new Map(),
      open: async (target) => {
        const mine = ++generation;
        set({ ...CLOSED, target });
        try {
          const plan = await callMain(bridge.merge.plan(target));
          if (mine !== generation) return;
          set({
            plan,
            choices: plan.conflicts.map(() => null),
            current: plan.conflicts.length > 0 ? 0 : null,
          });
        } catch (error) {
          if (mine === generation) set({ problem: errorOf(error) });
        }
      },
      close: () => {
        const { target, plan, problem, working } = get();
        generation++;
        set(CLOSED);
        if (target && ((plan === null && problem === null) || working !== null)) stop();
      },
      choose: (conflict, choice) =>
        set(({ choices }) => ({
          choices: choices.map((each, place) => (place === conflict ? choice : each)),
          current: conflict,
        })),
      chooseAll: (choice) => set(({ choices }) => ({ choices: choices.map(() => choice) })),
      lookAt: (current) => set({ current }),
      merge: async () => {
        const { target, plan, choices, working } = get();
        const made = choices.filter((choice) => choice !== null);
        if (!target || !plan || working !== null || made.length < choices.length) return;
        const mine = generation;
        set({ working: 0, problem: null });
        try {
          const merged = await callMain(bridge.merge.make({ ...target, choices: made }));
          if (mine === generation) set(CLOSED);
          show(merged);
        } catch (error) {
          const problem = errorOf(error);
          // The user stopped it.
          if (mine === generation)
            set({ working: null, problem: problem.reason === 'merge-cancelled' ? null : problem });
        }
      },
      again: async (mergeId) => {
        const note = (identical: boolean | null) =>
          set(({ repeated }) => {
            const next = new Map(repeated);
            if (identical === null) next.delete(mergeId);
            else next.set(mergeId, identical);
            return { repeated: next };
          });
        note(null);
        try {
          note((await callMain(bridge.merge.again({ mergeId }))).identical);
        } catch (error) {
          failed(error);
        }
      },
      cancel: stop,
      setProgress: ({ step, steps }) => {
        if (get().working !== null) set({ working: step / steps });
      },
    };
  });
}
