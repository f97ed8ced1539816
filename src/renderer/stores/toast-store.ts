import { createStore } from 'zustand/vanilla';

/** Duration (ms) of a toast. One with an action stays long enough to be reached. */
const STAY_MS = 5_000;
const STAY_WITH_ACTION_MS = 10_000;

/** Returns the text in the current locale: a toast may outlive a change of it. */
export type LocalizedText = () => string;

export interface ToastMessage {
  readonly message: LocalizedText;
  readonly tone?: 'neutral' | 'good' | 'warn' | 'bad';
  readonly action?: { readonly label: LocalizedText; readonly run: () => void };
  /** Stays until replaced or dismissed, because something is in progress. */
  readonly persistent?: true;
}
export interface Toast extends ToastMessage {
  readonly id: number;
  /** Duration (ms) while the pointer isn't over it. */
  readonly stay: number;
}

export interface ToastState {
  readonly toasts: readonly Toast[];
  /** A new object each time the user moves the focus to the newest toast. */
  readonly reach: object | null;
  show(toast: ToastMessage): number;
  /** Replaces the text of a visible toast. */
  replace(id: number, toast: ToastMessage): void;
  dismiss(id: number): void;
  focusNewest(): void;
}

export type ToastStore = ReturnType<typeof createToastStore>;

/** Maximum delay of a timer. */
const MAX_TIMEOUT_MS = 2_147_483_647;

function stayOf({ action, tone, persistent }: ToastMessage): number {
  if (persistent) return MAX_TIMEOUT_MS;
  return action || tone === 'bad' ? STAY_WITH_ACTION_MS : STAY_MS;
}

/** Short messages that disappear automatically. */
export function createToastStore() {
  let next = 1;
  return createStore<ToastState>()((set) => ({
    toasts: [],
    reach: null,
    show: (toast) => {
      const id = next++;
      const stay = stayOf(toast);
      // Three at a time: more would cover the picture.
      set((state) => ({ toasts: [...state.toasts, { ...toast, id, stay }].slice(-3) }));
      return id;
    },
    replace: (id, toast) =>
      set((state) => ({
        toasts: state.toasts.map((each) => (each.id === id ? { ...toast, id, stay: stayOf(toast) } : each)),
      })),
    dismiss: (id) => set((state) => ({ toasts: state.toasts.filter((toast) => toast.id !== id) })),
    focusNewest: () => set({ reach: {} }),
  }));
}
