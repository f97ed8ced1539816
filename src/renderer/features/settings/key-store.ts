import type { Bridge } from '@shared/contract.ts';
import type { ApiKeyStatus } from '@shared/domain/api-key.ts';
import { errorMessage } from '@shared/i18n/error-message.ts';
import { t } from '@shared/i18n/index.ts';
import { createStore } from 'zustand/vanilla';
import { callMain, messageOf } from '../../bridge/index.ts';

export interface KeyState {
  /** Everything a window knows about the key. */
  readonly status: ApiKeyStatus;
  readonly busy: 'saving' | 'testing' | 'removing' | null;
  /** Message about the last test or change. */
  readonly outcome: { readonly good: boolean; readonly message: string } | null;
  /** Main reports a change by this window or another one. */
  setStatus(status: ApiKeyStatus): void;
  /** Stores a key and tests it immediately. Returns false if it was not stored. */
  save(key: string, storeAnyway: boolean): Promise<boolean>;
  /** Shows an error message. */
  setMessage(message: string): void;
  test(): Promise<void>;
  remove(): Promise<void>;
}

/** The API key's status for a window. The key itself is passed on and never stored here. */
export function createKeyStore(bridge: Bridge) {
  return createStore<KeyState>()((set, get) => {
    const bad = (error: unknown) => set({ outcome: { good: false, message: messageOf(error) } });
    const test = async () => {
      set({ busy: 'testing', outcome: null });
      try {
        const { problem } = await callMain(bridge.key.test({}));
        set({
          outcome: problem
            ? // The message of the code refers to Settings, where it is shown.
              {
                good: false,
                message: problem.code === 'key-refused' ? t.settings.keyRefused : errorMessage(problem),
              }
            : { good: true, message: t.settings.keyWorks },
        });
      } catch (error) {
        bad(error);
      }
      set({ busy: null });
    };
    return {
      status: { present: false, lastFour: '', kept: 'nowhere' },
      busy: null,
      outcome: null,
      setStatus: (status) => set({ status }),
      setMessage: (message) => set({ outcome: { good: false, message } }),
      save: async (key, storeAnyway) => {
        if (get().busy) return false;
        if (key.trim() === '') {
          get().setMessage(t.settings.pasteKey);
          return false;
        }
        set({ busy: 'saving', outcome: null });
        try {
          set({ status: await callMain(bridge.key.set({ key, storeAnyway })) });
        } catch (error) {
          bad(error);
          set({ busy: null });
          return false;
        }
        await test();
        return true;
      },
      test: async () => {
        if (!get().busy) await test();
      },
      remove: async () => {
        if (get().busy) return;
        set({ busy: 'removing', outcome: null });
        try {
          set({ status: await callMain(bridge.key.clear({})) });
        } catch (error) {
          bad(error);
        }
        set({ busy: null });
      },
    };
  });
}
