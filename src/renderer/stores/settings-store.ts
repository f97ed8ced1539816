import type { AppStart, Bridge } from '@shared/contract.ts';
import type { EngineId } from '@shared/domain/model.ts';
import { DEFAULT_SETTINGS, type Settings, type SettingsPatch } from '@shared/domain/settings.ts';
import { createStore } from 'zustand/vanilla';
import { ask, sentenceOf } from '../bridge/index.ts';
import type { ToastStore } from './toast-store.ts';

/** Changes are gathered this long before they are written, in milliseconds. */
const WRITE_AFTER_MS = 300;

export interface SettingsState {
  readonly settings: Settings;
  readonly engineAtStart: EngineId;
  readonly version: string;
  readonly platform: AppStart['platform'];
  readonly key: AppStart['key'];
  readonly notice: string | null;
  started(start: AppStart): void;
  /** Applies at once and writes soon after; taken back when writing fails. */
  changed(patch: SettingsPatch): void;
  /** What another window changed. */
  changedElsewhere(settings: Settings): void;
  noticeDismissed(): void;
  /** Whether there is a key for 1min.ai by now: it may have been added in the Settings window. */
  keyPresent(): Promise<boolean>;
  /** Opens the application menu at a point of the window, in CSS pixels. */
  openMenu(point: { readonly x: number; readonly y: number }): Promise<void>;
  openWindow(): Promise<void>;
  revealData(): Promise<void>;
}

export type SettingsStore = ReturnType<typeof createSettingsStore>;

/** The settings, and what the main process told at start. */
export function createSettingsStore(bridge: Bridge, toasts: ToastStore) {
  let pending: SettingsPatch = {};
  let saved = DEFAULT_SETTINGS;
  let timer: ReturnType<typeof setTimeout> | undefined;

  return createStore<SettingsState>()((set, get) => {
    const say = (error: unknown) => toasts.getState().show({ message: sentenceOf(error), tone: 'bad' });
    const quietly = (call: Promise<unknown>) =>
      call.then(
        () => undefined,
        (error) => void say(error),
      );
    const write = async () => {
      const patch = pending;
      pending = {};
      try {
        saved = await ask(bridge.settings.set(patch));
      } catch (error) {
        set({ settings: { ...saved, ...pending } });
        say(error);
      }
    };
    return {
      settings: DEFAULT_SETTINGS,
      engineAtStart: DEFAULT_SETTINGS.engine,
      version: '',
      platform: 'linux',
      key: { present: false, lastFour: '', kept: 'nowhere' },
      notice: null,
      started: (start) => {
        saved = start.settings;
        set({
          settings: start.settings,
          engineAtStart: start.engine,
          version: start.version,
          platform: start.platform,
          key: start.key,
          notice: start.notice,
        });
      },
      changed: (patch) => {
        pending = { ...pending, ...patch };
        set((state) => ({ settings: { ...state.settings, ...patch } }));
        clearTimeout(timer);
        timer = setTimeout(() => void write(), WRITE_AFTER_MS);
      },
      changedElsewhere: (settings) => {
        saved = settings;
        set({ settings: { ...settings, ...pending } });
      },
      noticeDismissed: () => set({ notice: null }),
      keyPresent: async () => {
        try {
          const { key } = await ask(bridge.app.start({}));
          set({ key });
        } catch (error) {
          say(error);
        }
        return get().key.present;
      },
      openMenu: (point) => quietly(ask(bridge.app.menu(point))),
      openWindow: () => quietly(ask(bridge.app.openSettings({}))),
      revealData: () => quietly(ask(bridge.app.revealData({}))),
    };
  });
}
