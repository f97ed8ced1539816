import type { Bridge } from '@shared/contract.ts';
import type { ManyFinishes, ManyFinishesProgress } from '@shared/domain/finish-many.ts';
import type { Target } from '@shared/domain/library-command.ts';
import { t } from '@shared/i18n/index.ts';
import { createStore } from 'zustand/vanilla';
import { callMain } from '../../bridge/index.ts';
import type { ChangesStore } from '../../stores/changes-store.ts';
import { showErrorToast } from '../../stores/error-toast.ts';
import type { ToastStore } from '../../stores/toast-store.ts';

/** Results that are to have the colors of one picture, while that is asked about. */
export interface Matching {
  readonly target: Target;
  /** The picture whose colors they get. */
  readonly to: number;
  /** How many pictures besides it are selected. */
  readonly count: number;
  /** Some of them, to be looked at. */
  readonly samples: readonly number[];
}

export interface FinishManyState {
  readonly matching: Matching | null;
  /** Asks before colors are matched. */
  openMatch(matching: Matching): void;
  closeMatch(): void;
  /** Matches them, and closes the dialog. */
  startMatch(): Promise<void>;
  /** How far the finishes of many results are; null while none are made. */
  readonly active: ManyFinishesProgress | null;
  /** The last ones of which some could not be made, until that is dismissed. */
  readonly report: ManyFinishesProgress | null;
  /** Begins; nothing happens while others are made. */
  start(target: Target, what: ManyFinishes): Promise<void>;
  /** Stops; what was made is kept. */
  cancel(): Promise<void>;
  setProgress(progress: ManyFinishesProgress): void;
  dismissReport(): void;
}

export type FinishManyStore = ReturnType<typeof createFinishManyStore>;

interface Deps {
  readonly toasts: ToastStore;
  readonly changes: Pick<ChangesStore, 'getState'>;
}

/** Finishes of many results at once, made in the background. */
export function createFinishManyStore(bridge: Bridge, { toasts, changes }: Deps) {
  /** Batches whose end is known: their last event may come before the answer to their start. */
  const ended = new Set<number>();
  let starting = false;

  return createStore<FinishManyState>()((set, get) => {
    const showEnd = (progress: ManyFinishesProgress) => {
      const { made, known, failed } = progress;
      if (failed > 0) set({ report: progress });
      const message = () => t.finish.many.end[progress.do](made, known, failed);
      // *Undo* there takes back the last action, which may be another one by now.
      if (made > 0 && changes.getState().undoState.undo?.action === progress.do)
        changes.getState().showUndoToast(message);
      else toasts.getState().show({ message, ...(made === 0 && failed > 0 && { tone: 'bad' }) });
    };

    return {
      matching: null,
      openMatch: (matching) => set({ matching }),
      closeMatch: () => set({ matching: null }),
      startMatch: async () => {
        const { matching } = get();
        set({ matching: null });
        if (matching) await get().start(matching.target, { do: 'match-colors', to: matching.to });
      },
      active: null,
      report: null,
      start: async (target, what) => {
        if (starting || get().active) return;
        starting = true;
        try {
          const { batchId, total } = await callMain(bridge.finish.many({ target, what }));
          if (ended.has(batchId) || get().active?.batchId === batchId) return;
          const none = { done: 0, made: 0, known: 0, failed: 0, failures: [] };
          set({ report: null, active: { batchId, do: what.do, state: 'running', total, ...none } });
        } catch (error) {
          showErrorToast(toasts, error);
        } finally {
          starting = false;
        }
      },
      cancel: async () => {
        const { active } = get();
        if (!active) return;
        await callMain(bridge.finish.cancelMany({ batchId: active.batchId })).catch((error: unknown) =>
          showErrorToast(toasts, error),
        );
      },
      setProgress: (progress) => {
        if (progress.state === 'running') {
          if (!ended.has(progress.batchId)) set({ active: progress });
          return;
        }
        ended.add(progress.batchId);
        if (get().active === null || get().active?.batchId === progress.batchId) set({ active: null });
        showEnd(progress);
      },
      dismissReport: () => set({ report: null }),
    };
  });
}
