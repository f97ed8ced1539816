import { createStore } from 'zustand/vanilla';

/** How long a toast stays, in milliseconds; one with an action stays long enough to be reached. */
const STAY_MS = 5_000;
const STAY_WITH_ACTION_MS = 10_000;

export interface ToastMessage {
  readonly message: string;
  readonly tone?: 'neutral' | 'good' | 'warn' | 'bad';
  readonly action?: { readonly label: string; readonly run: () => void };
}
export interface Toast extends ToastMessage {
  readonly id: number;
  /** Milliseconds it stays when nobody points at it. */
  readonly stay: number;
}

export interface ToastState {
  readonly toasts: readonly Toast[];
  /** A new object each time somebody wants to reach the newest one by keys. */
  readonly reach: object | null;
  show(toast: ToastMessage): number;
  dismissed(id: number): void;
  reached(): void;
}

export type ToastStore = ReturnType<typeof createToastStore>;

/** Short messages that go by themselves. */
export function createToastStore() {
  let next = 1;
  return createStore<ToastState>()((set) => ({
    toasts: [],
    reach: null,
    show: (toast) => {
      const id = next++;
      const stay = toast.action || toast.tone === 'bad' ? STAY_WITH_ACTION_MS : STAY_MS;
      // Three at a time: more would cover the picture.
      set((state) => ({ toasts: [...state.toasts, { ...toast, id, stay }].slice(-3) }));
      return id;
    },
    dismissed: (id) => set((state) => ({ toasts: state.toasts.filter((toast) => toast.id !== id) })),
    reached: () => set({ reach: {} }),
  }));
}
