import type { Bridge } from '@shared/contract.ts';
import type { ManyFinishes, ManyFinishesProgress } from '@shared/domain/finish-many.ts';
import type { Target } from '@shared/domain/library-command.ts';
import { t } from '@shared/i18n/index.ts';
import { createStore } from 'zustand/vanilla';
import { callMain } from '../../bridge/index.ts';
import type { ChangesStore } from '../../stores/changes-store.ts';
import { showErrorToast } from '../../stores/error-toast.ts';
import type { ToastStore } from '../../stores/toast-store.ts';

/** Results to be matched to one picture's colors, while the dialog is open. */
export interface Matching {
  readonly target: Target;
  /** The picture whose colors are applied. */
  readonly to: number;
  /** Number of other selected pictures. */
  readonly count: number;
  /** Some of them, for the preview. */
  readonly samples: readonly number[];
}

export interface FinishManyState {
  readonly matching: Matching | null;
  /** Opens the dialog for matching colors. */
  openMatch(matching: Matching): void;
  closeMatch(): void;
  /** Matches the colors, and closes the dialog. */
  startMatch(): Promise<void>;
  /** Progress of the active batch of finishes, or null. */
  readonly active: ManyFinishesProgress | null;
  /** The last batch with failures, until dismissed. */
  readonly report: ManyFinishesProgress | null;
  /** Starts a batch. Does nothing while another one is active. */
  start(target: Target, what: ManyFinishes): Promise<void>;
  /** Cancels the batch and keeps the pictures made so far. */
  cancel(): Promise<void>;
  setProgress(progress: ManyFinishesProgress): void;
  dismissReport(): void;
}

export type FinishManyStore = ReturnType<typeof createFinishManyStore>;

interface Deps {
  readonly toasts: ToastStore;
  readonly changes: Pick<ChangesStore, 'getState'>;
}

/** Background finishes of many results. */
export function createFinishManyStore(bridge: Bridge, { toasts, changes }: Deps) {
  /** Batches that have ended: their last event may arrive before the answer to their start. */
  const ended = new Set<number>();
  let starting = false;

  return createStore<FinishManyState>()((set, get) => {
    const showEnd = (progress: ManyFinishesProgress) => {
      const { made, known, failed } = progress;
      if (failed > 0) set({ report: progress });
      const message = () => t.finish.many.end[progress.do](made, known, failed);
      // *Undo* applies to the last command, which may be another one by now.
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
