import type { Bridge } from '@shared/contract.ts';
import type { DamageCounts, HealthProgress, HealthReport } from '@shared/domain/health.ts';
import { t } from '@shared/i18n/index.ts';
import { createStore } from 'zustand/vanilla';
import { callMain } from '../../bridge/index.ts';
import { showErrorToast } from '../../stores/error-toast.ts';
import type { ToastStore } from '../../stores/toast-store.ts';

export interface HealthState {
  /** What the last check found; null before there was one. */
  readonly report: HealthReport | null;
  /** How far the check or repair is that is running; null while none is. */
  readonly progress: HealthProgress | null;
  /** The user is asked whether to repair. */
  readonly confirming: boolean;
  setProgress(progress: HealthProgress): void;
  check(): Promise<void>;
  setConfirming(confirming: boolean): void;
  repair(): Promise<void>;
}

export const sumOf = (counts: DamageCounts): number => Object.values(counts).reduce((sum, n) => sum + n, 0);

/** The check of the library, and the repair after it. */
export function createHealthStore(bridge: Bridge, toasts: ToastStore) {
  return createStore<HealthState>()((set, get) => {
    /** One at a time; what goes wrong is shown. */
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
