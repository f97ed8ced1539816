import type { Bridge } from '@shared/contract.ts';
import type { ApiKeyStatus } from '@shared/domain/api-key.ts';
import { engineInfo } from '@shared/domain/engine-catalog.ts';
import type { EngineId } from '@shared/domain/model.ts';
import { errorMessage } from '@shared/i18n/error-message.ts';
import { t } from '@shared/i18n/index.ts';
import { engineName } from '@shared/i18n/model-text.ts';
import { createStore } from 'zustand/vanilla';
import { callMain, messageOf } from '../../bridge/index.ts';
import { type KeyEntry, keyOf } from '../../stores/key-entries.ts';

export interface KeyState {
  readonly keys: Readonly<Record<EngineId, KeyEntry>>;
  /** Main reports a change by this window or another one. */
  setStatus(status: ApiKeyStatus): void;
  /** Stores a key and tests it immediately. Returns false if it was not stored. */
  save(engine: EngineId, key: string, storeAnyway: boolean): Promise<boolean>;
  /** Shows an error message. */
  setMessage(engine: EngineId, message: string): void;
  /** Tests the key, and the address if the engine has one. */
  test(engine: EngineId): Promise<void>;
  remove(engine: EngineId): Promise<void>;
}

/**
 * The status of each engine's API key for a window. The key itself is passed on and never stored here. Settings are
 * written first, because the address to test may have been entered just before.
 */
export function createKeyStore(bridge: Bridge, flushSettings: () => Promise<void>) {
  return createStore<KeyState>()((set, get) => {
    const change = (engine: EngineId, entry: Partial<KeyEntry>) =>
      set((state) => ({ keys: { ...state.keys, [engine]: { ...keyOf(state, engine), ...entry } } }));
    const bad = (engine: EngineId, error: unknown) =>
      change(engine, { outcome: { good: false, message: messageOf(error) } });
    const isBusy = (engine: EngineId) => keyOf(get(), engine).busy !== null;
    const test = async (engine: EngineId) => {
      change(engine, { busy: 'testing', outcome: null });
      try {
        await flushSettings();
        const { problem } = await callMain(bridge.key.test({ engine }));
        change(engine, {
          outcome: problem
            ? // The message of the code refers to Settings, where it is shown.
              {
                good: false,
                message:
                  problem.code === 'key-refused'
                    ? t.settings.keyRefused(engineName(engine))
                    : errorMessage(problem),
              }
            : {
                good: true,
                message:
                  engineInfo(engine)?.key === 'optional' ? t.settings.serverWorks : t.settings.keyWorks,
              },
        });
      } catch (error) {
        bad(engine, error);
      }
      change(engine, { busy: null });
    };
    return {
      keys: {},
      setStatus: (status) => change(status.engine, { status }),
      setMessage: (engine, message) => change(engine, { outcome: { good: false, message } }),
      save: async (engine, key, storeAnyway) => {
        if (isBusy(engine)) return false;
        if (key.trim() === '') {
          get().setMessage(engine, t.settings.pasteKey(engineName(engine)));
          return false;
        }
        change(engine, { busy: 'saving', outcome: null });
        try {
          await flushSettings();
          change(engine, { status: await callMain(bridge.key.set({ engine, key, storeAnyway })) });
        } catch (error) {
          bad(engine, error);
          change(engine, { busy: null });
          return false;
        }
        await test(engine);
        return true;
      },
      test: async (engine) => {
        if (!isBusy(engine)) await test(engine);
      },
      remove: async (engine) => {
        if (isBusy(engine)) return;
        change(engine, { busy: 'removing', outcome: null });
        try {
          change(engine, { status: await callMain(bridge.key.clear({ engine })) });
        } catch (error) {
          bad(engine, error);
        }
        change(engine, { busy: null });
      },
    };
  });
}
