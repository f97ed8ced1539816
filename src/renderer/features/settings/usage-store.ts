import type { Bridge } from '@shared/contract.ts';
import type { UsageSummary } from '@shared/domain/usage.ts';
import { t } from '@shared/i18n/index.ts';
import { startOfDay, startOfTomorrow } from '@shared/local-day.ts';
import { createStore } from 'zustand/vanilla';
import { callMain, messageOf } from '../../bridge/index.ts';
import { showErrorToastWithSettings } from '../../stores/error-toast.ts';
import type { ToastStore } from '../../stores/toast-store.ts';

/** A run changes its state several times in quick succession. The totals are loaded once. */
const READ_AFTER_MS = 250;

export const USAGE_DAYS = [7, 30, 365] as const;
export type UsageDays = (typeof USAGE_DAYS)[number];

export interface UsageState {
  /** Null until loaded. */
  readonly summary: UsageSummary | null;
  readonly days: UsageDays;
  /** Message why it could not be loaded. */
  readonly problem: string | null;
  load(): Promise<void>;
  /** A paid run changed: reloads soon. */
  refresh(): void;
  setDays(days: UsageDays): void;
  exportCsv(): Promise<void>;
}

/** Returns the range of the last days including today, in milliseconds, local time. */
export function rangeOf(days: UsageDays, now: number): { readonly from: number; readonly to: number } {
  return { from: startOfDay(now, 1 - days), to: startOfTomorrow(now) };
}

/** Costs of the runs. */
export function createUsageStore(bridge: Bridge, toasts: ToastStore) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let generation = 0;
  return createStore<UsageState>()((set, get) => ({
    summary: null,
    days: 7,
    problem: null,
    load: async () => {
      const mine = ++generation;
      try {
        const summary = await callMain(bridge.usage.summary(rangeOf(get().days, Date.now())));
        if (mine === generation) set({ summary, problem: null });
      } catch (error) {
        if (mine === generation) set({ problem: messageOf(error) });
      }
    },
    refresh: () => {
      clearTimeout(timer);
      timer = setTimeout(() => void get().load(), READ_AFTER_MS);
    },
    setDays: (days) => {
      set({ days });
      void get().load();
    },
    exportCsv: async () => {
      try {
        const { savedTo } = await callMain(bridge.usage.exportCsv(rangeOf(get().days, Date.now())));
        if (savedTo) toasts.getState().show({ message: () => t.common.savedTo(savedTo), tone: 'good' });
      } catch (error) {
        showErrorToastWithSettings(bridge, toasts, error);
      }
    },
  }));
}
