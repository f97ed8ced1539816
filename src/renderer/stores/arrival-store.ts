import type { EditEntry } from '@shared/domain/edit.ts';
import { t } from '@shared/i18n/index.ts';
import { createStore } from 'zustand/vanilla';
import type { ToastStore } from './toast-store.ts';

/** Maximum number of unseen edits to remember. */
const UNSEEN_MAX = 1_000;

/** Number of results whose full pictures are shown while their thumbnails are made. More would be slow. */
const NEWEST_MAX = 8;

export interface ArrivalState {
  /** Hashes of the newest results. */
  readonly newest: readonly string[];
  /** A result arrived, shown or not. */
  markNew(sha256: string): void;
  /** Edits whose results arrived while the user was elsewhere, until they are viewed. */
  readonly unseen: ReadonlySet<number>;
  /** Announces a result that was not shown. `quiet`: something else already reports it. */
  announce(entry: EditEntry, quiet: boolean, show: () => void): void;
  markSeen(editId: number): void;
}

interface Arrival {
  readonly entry: EditEntry;
  readonly show: () => void;
}

/** Results that are announced instead of replacing what the user views. */
export function createArrivalStore(toasts: ToastStore) {
  /** The announcing toast, and its results, newest last. */
  let toast: number | null = null;
  let announced: readonly Arrival[] = [];

  const isThere = () => toasts.getState().toasts.some(({ id }) => id === toast);
  const without = (editId: number) => announced.filter(({ entry }) => entry.edit.id !== editId);
  const showToast = () => {
    const { show, replace } = toasts.getState();
    const newest = announced.at(-1);
    if (!newest) return;
    const count = announced.length;
    const message = {
      message: () => (count === 1 ? t.history.ready(newest.entry.sourceName) : t.history.readyMany(count)),
      action: { label: () => t.common.show, run: newest.show },
    };
    if (isThere() && toast !== null) replace(toast, message);
    else toast = show(message);
  };

  return createStore<ArrivalState>()((set, get) => ({
    newest: [],
    markNew: (sha256) => set(({ newest }) => ({ newest: [sha256, ...newest].slice(0, NEWEST_MAX) })),
    unseen: new Set(),
    announce: (entry, quiet, show) => {
      const unseen = new Set(get().unseen).add(entry.edit.id);
      const [oldest] = unseen;
      if (unseen.size > UNSEEN_MAX && oldest !== undefined) unseen.delete(oldest);
      set({ unseen });
      if (quiet) return;
      // Results of an earlier toast were read, or are still marked in the history.
      announced = [...(isThere() ? without(entry.edit.id) : []), { entry, show }];
      showToast();
    },
    markSeen: (editId) => {
      if (!get().unseen.has(editId)) return;
      const unseen = new Set(get().unseen);
      unseen.delete(editId);
      set({ unseen });
      announced = without(editId);
      if (!isThere() || toast === null) return;
      if (announced.length > 0) showToast();
      else toasts.getState().dismiss(toast);
    },
  }));
}
