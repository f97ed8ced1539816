import type { Bridge, Reply } from '@shared/contract.ts';
import type { UpdateState } from '@shared/domain/update.ts';
import { createStore } from 'zustand/vanilla';
import { callMain } from '../../bridge/index.ts';
import { showErrorToast } from '../../stores/error-toast.ts';
import type { ToastStore } from '../../stores/toast-store.ts';

export interface UpdateStoreState {
  /** Null until main has answered. */
  readonly state: UpdateState | null;
  setState(state: UpdateState): void;
  load(): Promise<void>;
  check(): Promise<void>;
  download(): Promise<void>;
  cancel(): Promise<void>;
  install(): Promise<void>;
}

/** The state of updates, which main owns. A check writes the settings first, which have the address. */
export function createUpdateStore(bridge: Bridge, toasts: ToastStore, flushSettings: () => Promise<void>) {
  return createStore<UpdateStoreState>()((set) => {
    const call = async (request: Promise<Reply<UpdateState>>) => {
      try {
        set({ state: await callMain(request) });
      } catch (error) {
        showErrorToast(toasts, error);
      }
    };
    return {
      state: null,
      setState: (state) => set({ state }),
      load: () => call(bridge.updates.state({})),
      check: async () => {
        await flushSettings();
        await call(bridge.updates.check({}));
      },
      download: () => call(bridge.updates.download({})),
      cancel: () => call(bridge.updates.cancel({})),
      install: () => call(bridge.updates.install({})),
    };
  });
}
