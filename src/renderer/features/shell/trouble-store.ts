import type { Bridge } from '@shared/contract.ts';
import type { Trouble } from '@shared/domain/trouble.ts';
import { t } from '@shared/i18n/index.ts';
import { createStore } from 'zustand/vanilla';
import { callMain } from '../../bridge/index.ts';
import { showErrorToast } from '../../stores/error-toast.ts';
import type { ToastStore } from '../../stores/toast-store.ts';

export interface TroubleState {
  readonly troubles: readonly Trouble[];
  /** Dismissed kinds, until they occur again. */
  readonly closed: ReadonlySet<Trouble['kind']>;
  readonly taking: boolean;
  setTroubles(troubles: readonly Trouble[]): void;
  close(kind: Trouble['kind']): void;
  takeStrays(): Promise<void>;
  stopStrays(): Promise<void>;
  leaveStrays(): Promise<void>;
}

/** Current problems reported by main. */
export function createTroubleStore(bridge: Bridge, toasts: ToastStore) {
  return createStore<TroubleState>()((set, get) => ({
    troubles: [],
    closed: new Set(),
    taking: false,
    setTroubles(troubles) {
      const kinds = new Set(troubles.map(({ kind }) => kind));
      set({ troubles, closed: new Set([...get().closed].filter((kind) => kinds.has(kind))) });
    },
    close: (kind) => set({ closed: new Set([...get().closed, kind]) }),
    async takeStrays() {
      if (get().taking) return;
      set({ taking: true });
      try {
        const { taken, refused } = await callMain(bridge.library.takeStrays({}));
        if (taken > 0) toasts.getState().show({ tone: 'good', message: () => t.rescue.straysTaken(taken) });
        if (refused > 0)
          toasts.getState().show({ tone: 'warn', message: () => t.rescue.troubles.refused(refused) });
      } catch (error) {
        showErrorToast(toasts, error);
      } finally {
        set({ taking: false });
      }
    },
    async stopStrays() {
      await callMain(bridge.library.stopStrays({})).catch((error: unknown) => showErrorToast(toasts, error));
    },
    async leaveStrays() {
      await callMain(bridge.library.leaveStrays({})).catch((error: unknown) => showErrorToast(toasts, error));
    },
  }));
}
