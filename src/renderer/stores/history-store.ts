import type { Bridge } from '@shared/contract.ts';
import type { EditEntry } from '@shared/domain/edit.ts';
import type { ImageRecord } from '@shared/domain/image.ts';
import type { RunReceipt } from '@shared/domain/receipt.ts';
import { createStore } from 'zustand/vanilla';
import { ask } from '../bridge/index.ts';
import { sayRefusal } from './refusals.ts';
import type { ToastStore } from './toast-store.ts';

export interface HistoryState {
  /** The selected picture; null when there is none. */
  readonly imageId: number | null;
  /** The imported picture at the root of its tree. */
  readonly rootId: number | null;
  /** Edits of the whole tree, newest first, as far as they are loaded. */
  readonly entries: readonly EditEntry[];
  readonly more: boolean;
  readonly phase: 'idle' | 'loading' | 'ready' | 'failed';
  /** The edit whose request is shown in full. */
  readonly selectedEditId: number | null;
  /** Follows the selection of the library. */
  imageSelected(imageId: number | null): Promise<void>;
  loadMore(): Promise<void>;
  editSelected(editId: number | null): void;
  /** A run of an edit changed; edits of other trees are ignored. */
  entryChanged(entry: EditEntry): void;
  /** The seed that made a result; null when nobody knows it any more. */
  seedOf(image: ImageRecord): Promise<number | null>;
  /** All that is known of a run; null when it cannot be read, which is said. */
  receiptOf(runId: number): Promise<RunReceipt | null>;
  /** Queues the same request again. */
  rerun(editId: number): Promise<EditEntry | null>;
}

/** The tree of edits that the selected picture belongs to. */
export function createHistoryStore(bridge: Bridge, toasts: ToastStore) {
  let generation = 0;
  let loadingMore = false;
  const seeds = new Map<number, number>();

  return createStore<HistoryState>()((set, get) => {
    const say = (error: unknown) => sayRefusal(bridge, toasts, error);
    return {
      imageId: null,
      rootId: null,
      entries: [],
      more: false,
      phase: 'idle',
      selectedEditId: null,
      imageSelected: async (imageId) => {
        const mine = ++generation;
        if (imageId === null) {
          set({ imageId, rootId: null, entries: [], more: false, phase: 'idle', selectedEditId: null });
          return;
        }
        // Old entries stay until the new ones are there: most selections stay within one tree.
        set({ imageId, phase: 'loading', selectedEditId: null });
        try {
          const tree = await ask(bridge.history.tree({ imageId, before: null }));
          if (mine !== generation) return;
          set({ ...tree, phase: 'ready' });
        } catch (error) {
          if (mine !== generation) return;
          set({ phase: 'failed', entries: [], more: false });
          say(error);
        }
      },
      loadMore: async () => {
        const { imageId, entries, more } = get();
        const last = entries.at(-1);
        if (!more || loadingMore || imageId === null || !last) return;
        loadingMore = true;
        const mine = generation;
        try {
          const page = await ask(bridge.history.tree({ imageId, before: last.edit.id }));
          if (mine !== generation) return;
          set((state) => ({ entries: [...state.entries, ...page.entries], more: page.more }));
        } catch (error) {
          say(error);
        } finally {
          loadingMore = false;
        }
      },
      editSelected: (selectedEditId) => set({ selectedEditId }),
      entryChanged: (entry) =>
        set((state) => {
          if (entry.edit.rootId !== state.rootId) return state;
          const at = state.entries.findIndex((known) => known.edit.id === entry.edit.id);
          if (at >= 0) return { entries: state.entries.with(at, entry) };
          const newest = state.entries[0];
          // An old edit beyond the loaded pages comes with its page.
          if (newest && entry.edit.id < newest.edit.id) return state;
          return { entries: [entry, ...state.entries] };
        }),
      seedOf: async ({ id, editId }) => {
        if (editId === null) return null;
        if (!seeds.has(editId)) {
          try {
            const { entries } = await ask(bridge.history.tree({ imageId: id, before: editId + 1 }));
            for (const { edit } of entries) seeds.set(edit.id, edit.request.seed);
          } catch {
            return null;
          }
        }
        return seeds.get(editId) ?? null;
      },
      receiptOf: async (runId) => {
        try {
          return await ask(bridge.run.receipt({ runId }));
        } catch (error) {
          say(error);
          return null;
        }
      },
      rerun: async (editId) => {
        try {
          const entry = await ask(bridge.edit.rerun({ editId }));
          // Its first events may have come before this answer; an older state never replaces a newer one.
          const known = get().entries.some(({ run }) => run.id === entry.run.id);
          if (!known) get().entryChanged(entry);
          return entry;
        } catch (error) {
          say(error);
          return null;
        }
      },
    };
  });
}
