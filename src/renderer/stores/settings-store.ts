import type { AppStart, Bridge } from '@shared/contract.ts';
import type { CommandStates } from '@shared/domain/commands.ts';
import type { HelpTopic } from '@shared/domain/help-topic.ts';
import type { Language } from '@shared/domain/language.ts';
import type { EngineId } from '@shared/domain/model.ts';
import {
  DEFAULT_SETTINGS,
  type Settings,
  type SettingsPatch,
  type SettingsSection,
} from '@shared/domain/settings.ts';
import type { StartNotice } from '@shared/domain/start-notice.ts';
import type { Point } from '@shared/geometry.ts';
import { createStore } from 'zustand/vanilla';
import { callMain } from '../bridge/index.ts';
import { openSettings, showErrorToast } from './error-toast.ts';
import type { ToastStore } from './toast-store.ts';

/** Delay (ms) for batching changes before they are written. */
const WRITE_AFTER_MS = 300;

export interface SettingsState {
  readonly settings: Settings;
  readonly engineAtStart: EngineId;
  readonly version: string;
  readonly electron: string;
  readonly platform: AppStart['platform'];
  readonly notices: readonly StartNotice[];
  readonly systemLanguage: Language;
  start(start: AppStart): void;
  /** Applies immediately and writes soon after. Reverted if writing fails. */
  save(patch: SettingsPatch): void;
  /** Writes as soon, for the next start. Nothing visible depends on it, so nothing rerenders. */
  saveQuietly(patch: SettingsPatch): void;
  /** Writes pending changes now. Resolves when main has all of them. */
  flush(): Promise<void>;
  /** Applies a change of another window. */
  applyChange(settings: Settings): void;
  dismissNotice(): void;
  /** Opens the application menu at a point of the window, in CSS pixels. */
  openMenu(point: Point): Promise<void>;
  /** Sends the menus the enabled and checked commands. */
  syncMenuState(states: CommandStates): Promise<void>;
  /** Opens the Settings window, optionally at a section. `spot` is the id of a setting to highlight. */
  openWindow(section?: SettingsSection, spot?: string): Promise<void>;
  /** Opens the Help window. */
  openHelp(page: HelpTopic): Promise<void>;
  revealData(): Promise<void>;
}

/** The window's language. */
export function languageOf({ settings, systemLanguage }: SettingsState): Language {
  return settings.language === 'system' ? systemLanguage : settings.language;
}

/** The settings, and what main reported at start. */
export function createSettingsStore(bridge: Bridge, toasts: ToastStore) {
  let pending: SettingsPatch = {};
  let saved = DEFAULT_SETTINGS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastWrite = Promise.resolve();

  return createStore<SettingsState>()((set) => {
    const say = (error: unknown) => showErrorToast(toasts, error);
    const quietly = (call: Promise<unknown>) =>
      call.then(
        () => undefined,
        (error) => void say(error),
      );
    const write = (): Promise<void> => {
      clearTimeout(timer);
      if (Object.keys(pending).length === 0) return lastWrite;
      const patch = pending;
      pending = {};
      lastWrite = send(patch);
      return lastWrite;
    };
    const send = async (patch: SettingsPatch) => {
      try {
        saved = await callMain(bridge.settings.set(patch));
      } catch (error) {
        set({ settings: { ...saved, ...pending } });
        say(error);
      }
    };
    const writeSoon = (patch: SettingsPatch) => {
      pending = { ...pending, ...patch };
      clearTimeout(timer);
      timer = setTimeout(() => void write(), WRITE_AFTER_MS);
    };
    return {
      settings: DEFAULT_SETTINGS,
      engineAtStart: DEFAULT_SETTINGS.engine,
      version: '',
      electron: '',
      platform: 'linux',
      notices: [],
      systemLanguage: 'en',
      start: (start) => {
        saved = start.settings;
        set({
          settings: start.settings,
          engineAtStart: start.engine,
          version: start.version,
          electron: start.electron,
          platform: start.platform,
          notices: start.notices,
          systemLanguage: start.systemLanguage,
        });
      },
      save: (patch) => {
        set((state) => ({ settings: { ...state.settings, ...patch } }));
        writeSoon(patch);
      },
      saveQuietly: writeSoon,
      flush: write,
      applyChange: (settings) => {
        saved = settings;
        set({ settings: { ...settings, ...pending } });
      },
      dismissNotice: () => set({ notices: [] }),
      openMenu: (point) => quietly(callMain(bridge.app.menu(point))),
      syncMenuState: (states) => quietly(callMain(bridge.app.commandStates(states))),
      openWindow: (section, spot) => quietly(openSettings(bridge, section, spot)),
      openHelp: (page) => quietly(callMain(bridge.app.openHelp({ page }))),
      revealData: () => quietly(callMain(bridge.app.revealData({}))),
    };
  });
}
