import type { Bridge } from '@shared/contract.ts';
import type { DamageCounts, HealthProgress, HealthReport } from '@shared/domain/health.ts';
import { t } from '@shared/i18n/index.ts';
import { createStore } from 'zustand/vanilla';
import { callMain } from '../../bridge/index.ts';
import { showErrorToast } from '../../stores/error-toast.ts';
import type { ToastStore } from '../../stores/toast-store.ts';

export interface HealthState {
  /** Result of the last check, or null. */
  readonly report: HealthReport | null;
  /** Progress of the active check or repair, or null. */
  readonly progress: HealthProgress | null;
  /** Waiting for the user to confirm the repair. */
  readonly confirming: boolean;
  setProgress(progress: HealthProgress): void;
  check(): Promise<void>;
  setConfirming(confirming: boolean): void;
  repair(): Promise<void>;
}

export const sumOf = (counts: DamageCounts): number => Object.values(counts).reduce((sum, n) => sum + n, 0);

/** The library check and repair. */
export function createHealthStore(bridge: Bridge, toasts: ToastStore) {
  return createStore<HealthState>()((set, get) => {
    /** One at a time. Errors are shown. */
    async function whileBusy(work: () => Promise<void>): Promise<void> {
      if (get().progress) return;
      set({ progress: { done: 0, total: 0 }, confirming: false });
      try {
        await work();
      } catch (error) {
        showErrorToast(toasts, error);
      } finally {
        set({ progress: null });
      }
    }
    const check = async () => set({ report: await callMain(bridge.health.check({})) });
    return {
      report: null,
      progress: null,
      confirming: false,
      setProgress: (progress) => {
        if (get().progress) set({ progress });
      },
      check: () => whileBusy(check),
      setConfirming: (confirming) => set({ confirming }),
      repair: () =>
        whileBusy(async () => {
          const { repaired } = await callMain(bridge.health.repair({}));
          const message = () => t.settings.health.repaired(sumOf(repaired));
          toasts.getState().show({ tone: 'good', message });
          await check();
        }),
    };
  });
}
