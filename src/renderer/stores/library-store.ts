import type { Bridge } from '@shared/contract.ts';
import type { ImageRecord } from '@shared/domain/image.ts';
import { createStore } from 'zustand/vanilla';
import { ask, sentenceOf } from '../bridge/index.ts';
import { mergeAdded, mergeChanged, withRecords } from './library-merge.ts';
import type { ToastStore } from './toast-store.ts';

/** Pictures asked for at a time. */
export const PAGE_SIZE = 100;

export interface LibraryState {
  /** Pictures that match the search, newest first, as far as they are loaded. */
  readonly ids: readonly number[];
  readonly byId: ReadonlyMap<number, ImageRecord>;
  readonly selectedId: number | null;
  readonly search: string;
  readonly total: number;
  readonly more: boolean;
  readonly phase: 'loading' | 'ready' | 'failed';
  /** Loads the first page and, when it still exists, the picture that was selected last. */
  start(lastImageId: number | null): Promise<void>;
  searched(text: string): Promise<void>;
  loadMore(): Promise<void>;
  /** Selects a picture, also one that the list does not show; null selects none. */
  select(id: number | null): void;
  /** Moves the selection by so many places in the list. */
  moveSelection(by: number): void;
  imagesAdded(images: readonly ImageRecord[]): void;
  imagesChanged(images: readonly ImageRecord[]): void;
  /** Asks for a record that is not known yet. */
  wanted(id: number): Promise<ImageRecord | null>;
  remove(ids: readonly number[]): Promise<void>;
  /** Brings back what was removed last; false when there is nothing to bring back. */
  undo(): Promise<boolean>;
  saveAs(id: number): Promise<void>;
  copy(id: number): Promise<void>;
}

export type LibraryStore = ReturnType<typeof createLibraryStore>;

/** The pictures: ordered ids, and records of those seen so far. */
export function createLibraryStore(bridge: Bridge, toasts: ToastStore) {
  // Answers that come late, after another search, are dropped.
  let generation = 0;
  let loadingMore = false;
  let removed: readonly (readonly number[])[] = [];

  return createStore<LibraryState>()((set, get) => {
    const say = (error: unknown) => void toasts.getState().show({ message: sentenceOf(error), tone: 'bad' });
    const tell = (message: string) => void toasts.getState().show({ message, tone: 'good' });

    const firstPage = async (search: string) => {
      const mine = ++generation;
      try {
        const page = await ask(bridge.library.page({ search, before: null, limit: PAGE_SIZE }));
        if (mine !== generation) return;
        set((state) => ({
          ids: page.images.map((image) => image.id),
          byId: withRecords(state.byId, page.images),
          total: page.total,
          more: page.more,
          phase: 'ready',
        }));
      } catch (error) {
        if (mine !== generation) return;
        set({ phase: 'failed' });
        say(error);
      }
    };

    const restore = async (ids: readonly number[]) => {
      removed = removed.filter((entry) => entry !== ids);
      try {
        const { images } = await ask(bridge.library.restore({ ids: [...ids] }));
        get().imagesChanged(images);
        get().select(ids[0] ?? null);
      } catch (error) {
        say(error);
      }
    };

    return {
      ids: [],
      byId: new Map(),
      selectedId: null,
      search: '',
      total: 0,
      more: false,
      phase: 'loading',
      start: async (lastImageId) => {
        await firstPage('');
        if (lastImageId === null || get().selectedId !== null) return;
        const record = await get().wanted(lastImageId);
        if (record && record.deletedAt === null && get().selectedId === null) get().select(record.id);
      },
      searched: async (text) => {
        set({ search: text });
        await firstPage(text);
      },
      loadMore: async () => {
        const { more, ids, search } = get();
        const last = ids.at(-1);
        if (!more || loadingMore || last === undefined) return;
        loadingMore = true;
        const mine = generation;
        try {
          const page = await ask(bridge.library.page({ search, before: last, limit: PAGE_SIZE }));
          if (mine !== generation) return;
          set((state) => ({
            ids: [...state.ids, ...page.images.map((image) => image.id).filter((id) => id < last)],
            byId: withRecords(state.byId, page.images),
            total: page.total,
            more: page.more,
          }));
        } catch (error) {
          say(error);
        } finally {
          loadingMore = false;
        }
      },
      select: (id) => {
        if (id !== get().selectedId) set({ selectedId: id });
        if (id !== null && !get().byId.has(id)) void get().wanted(id);
      },
      moveSelection: (by) => {
        const { ids, selectedId } = get();
        if (ids.length === 0) return;
        const at = selectedId === null ? -1 : ids.indexOf(selectedId);
        const next = at < 0 ? 0 : Math.min(ids.length - 1, Math.max(0, at + by));
        get().select(ids[next] ?? null);
      },
      imagesAdded: (images) => {
        // Whether a new picture matches a search is for the database to say.
        if (get().search.trim() !== '') {
          set((state) => ({ byId: withRecords(state.byId, images) }));
          void firstPage(get().search);
        } else set((state) => mergeAdded(state, images));
      },
      imagesChanged: (images) => {
        set((state) => mergeChanged(state, images));
        if (get().search.trim() !== '') void firstPage(get().search);
      },
      wanted: async (id) => {
        const known = get().byId.get(id);
        if (known) return known;
        try {
          const image = await ask(bridge.library.image({ id }));
          set((state) => ({ byId: withRecords(state.byId, [image]) }));
          return image;
        } catch {
          // It is gone; whoever asked shows nothing for it.
          return null;
        }
      },
      remove: async (ids) => {
        const first = ids[0];
        if (first === undefined) return;
        const name = get().byId.get(first)?.name ?? 'Picture';
        try {
          await ask(bridge.library.remove({ ids: [...ids] }));
        } catch (error) {
          return say(error);
        }
        removed = [...removed, ids];
        const records = ids.flatMap((id) => get().byId.get(id) ?? []);
        get().imagesChanged(records.map((record) => ({ ...record, deletedAt: Date.now() })));
        toasts.getState().show({
          message: ids.length === 1 ? `${name} removed` : `${ids.length} pictures removed`,
          action: { label: 'Undo', run: () => void restore(ids) },
        });
      },
      undo: async () => {
        const last = removed.at(-1);
        if (!last) return false;
        await restore(last);
        return true;
      },
      saveAs: async (id) => {
        try {
          const { savedTo } = await ask(bridge.image.saveAs({ id }));
          if (savedTo) tell(`Saved to ${savedTo}`);
        } catch (error) {
          say(error);
        }
      },
      copy: async (id) => {
        try {
          await ask(bridge.image.copy({ id }));
          tell('Picture copied');
        } catch (error) {
          say(error);
        }
      },
    };
  });
}
