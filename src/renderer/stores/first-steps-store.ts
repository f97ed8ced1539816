import { createStore } from 'zustand/vanilla';
import type { LibraryStore } from '../features/library/library-store.ts';
import type { QueueState } from '../features/queue/queue-store.ts';
import type { SettingsState } from './settings-store.ts';

/** Add a picture, describe a change, look at the result. */
export type FirstStep = 'drop' | 'say' | 'look';
export const FIRST_STEPS: readonly FirstStep[] = ['drop', 'say', 'look'];

export interface FirstStepsState {
  /** The current step, even if hidden. Whether it is shown depends on the setting `onboardingDone`. */
  readonly step: FirstStep;
  /** Skips to the next step. After the last one, the steps are done. */
  next(): void;
  /** Hides the steps permanently, unless the user requests them. */
  skip(): void;
}

export type FirstStepsStore = ReturnType<typeof createFirstStepsStore>;

interface Followed {
  readonly settings: {
    getState(): SettingsState;
    subscribe(listener: (state: SettingsState, before: SettingsState) => void): unknown;
  };
  readonly library: LibraryStore;
  readonly queue: { subscribe(listener: (state: QueueState) => void): unknown };
}

/** The first steps. They advance automatically when a picture was added and when an edit has its result. */
export function createFirstStepsStore({ settings, library, queue }: Followed) {
  const store = createStore<FirstStepsState>()((set, get) => ({
    step: 'drop',
    next: () => {
      const next = FIRST_STEPS[FIRST_STEPS.indexOf(get().step) + 1];
      if (next) set({ step: next });
      else get().skip();
    },
    skip: () => settings.getState().save({ onboardingDone: true }),
  }));
  settings.subscribe((state, before) => {
    if (before.settings.onboardingDone && !state.settings.onboardingDone) store.setState({ step: 'drop' });
  });
  library.subscribe((state, before) => {
    if (state.total > before.total && store.getState().step === 'drop') store.setState({ step: 'say' });
  });
  let savedBefore = 0;
  queue.subscribe(({ entries }) => {
    const saved = entries().filter(({ run }) => run.state === 'saved').length;
    if (saved > savedBefore) store.setState({ step: 'look' });
    savedBefore = saved;
  });
  return store;
}
