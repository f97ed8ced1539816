import type { Bridge } from '@shared/contract.ts';
import { type CloseAnswer, type Closing, NOTHING_OUT } from '@shared/domain/closing.ts';
import { createStore } from 'zustand/vanilla';
import { callMain } from '../../bridge/index.ts';
import { showErrorToastWithSettings } from '../../stores/error-toast.ts';
import type { ToastStore } from '../../stores/toast-store.ts';

export interface ClosingState extends Closing {
  /** When the first paid call was sent, on the clock of `performance.now()`. */
  readonly outSince: number;
  /** Main reports the state of closing. */
  setClosing(closing: Closing): void;
  answer(answer: CloseAnswer): Promise<void>;
}

/** Whether the app is about to close, and the calls in flight. */
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
