import type { Bridge } from '@shared/contract.ts';
import { type CloseAnswer, type Closing, NOTHING_OUT } from '@shared/domain/closing.ts';
import { createStore } from 'zustand/vanilla';
import { callMain } from '../../bridge/index.ts';
import { showErrorToastWithSettings } from '../../stores/error-toast.ts';
import type { ToastStore } from '../../stores/toast-store.ts';

export interface ClosingState extends Closing {
  /** When the first paid call went out, as `performance.now()` counts. */
  readonly outSince: number;
  /** The main process tells how far the closing of the app is. */
  setClosing(closing: Closing): void;
  answer(answer: CloseAnswer): Promise<void>;
}

/** Whether the app is about to be closed, and what is still out. */
export function createClosingStore(bridge: Bridge, toasts: ToastStore) {
  return createStore<ClosingState>()((set) => ({
    phase: 'open',
    out: NOTHING_OUT,
    outSince: 0,
    setClosing: ({ phase, out }) => set({ phase, out, outSince: performance.now() - out.outForMs }),
    answer: async (answer) => {
      try {
        await callMain(bridge.app.answerClose({ answer }));
      } catch (error) {
        showErrorToastWithSettings(bridge, toasts, error);
      }
    },
  }));
}
