import type { Bridge } from '@shared/contract.ts';
import {
  EVERYTHING,
  isEverything,
  type LibraryImage,
  type LibraryQuery,
} from '@shared/domain/library-query.ts';
import { t } from '@shared/i18n/index.ts';
import { createStore } from 'zustand/vanilla';
import { callMain } from '../../bridge/index.ts';
import type { ChangesStore } from '../../stores/changes-store.ts';
import type { Entities } from '../../stores/entities/entities.ts';
import type { ImageLoader } from '../../stores/entities/image-loader.ts';
import { showErrorToast } from '../../stores/error-toast.ts';
import { idAt, positionIn } from '../../stores/library-chunks.ts';
import type { LocalizedText, ToastStore } from '../../stores/toast-store.ts';
import { createList } from './library-list.ts';
import { selecting } from './library-selecting.ts';
import { NOTHING_SELECTED, targetOf } from './library-selection.ts';
import type { LibraryParts, LibraryState } from './library-state.ts';

export type LibraryStore = ReturnType<typeof createLibraryStore>;

interface LibraryDeps {
  readonly toasts: ToastStore;
  readonly changes: ChangesStore;
  readonly entities: Entities;
  readonly loader: ImageLoader;
}

/** Whether a picture was removed from, or restored out of, the displayed place. */
function hasLeft({ deletedAt }: LibraryImage, { place }: LibraryQuery): boolean {
  return (deletedAt === null) !== (place === 'library');
}

/** Delay (ms) after the last key before a search starts. */
const SEARCH_AFTER_MS = 40;

/** The visible and recently visible pictures of one list by position, and the selection. */
export function createLibraryStore(bridge: Bridge, { toasts, changes, entities, loader }: LibraryDeps) {
  return createStore<LibraryState>()((set, get) => {
    const say = (error: unknown) => showErrorToast(toasts, error);
    const tell = (message: LocalizedText) => void toasts.getState().show({ message });
    const good = (message: LocalizedText) => void toasts.getState().show({ message, tone: 'good' });
    const { images } = entities;
    const imageOf = (id: number | null) => (id === null ? undefined : images.get(id));
    let typing: ReturnType<typeof setTimeout> | undefined;
    /** The picture that replaced the last removed active one. */
    let successor: { readonly of: number; readonly id: number | null } | null = null;

    const list = createList({
      bridge,
      get,
      say,
      more: (listing) => set(listing),
      replace: (listing, moved) => {
        const { selectedId, selectedAt } = get();
        const found = selectedId === null || !listing.chunks ? null : positionIn(listing.chunks, selectedId);
        const hint = selectedAt === null ? null : Math.max(0, selectedAt + (moved?.by ?? 0));
        set({ ...listing, ...(moved && { moved }), phase: 'ready', selectedAt: found ?? hint });
        if (listing.listed) chosen.listChanged();
        else void chosen.listReplaced();
      },
    });

    const load = (id: number) => void loader.load(id);
    const parts: LibraryParts = { get, set, list, load, say, tell };
    const chosen = selecting(parts);

    // The loaded part of the list and the selection must not be evicted.
    entities.keep(() => {
      const { chunks, selectedId } = get();
      return { images: [...[...chunks.values()].flat(), ...(selectedId === null ? [] : [selectedId])] };
    });

    const show = async (query: LibraryQuery) => {
      clearTimeout(typing);
      set({ query });
      try {
        if (await list.load(query)) set({ shown: { position: 0 } });
      } catch (error) {
        if (get().query !== query) return;
        set({ phase: 'failed' });
        say(error);
      }
    };

    return {
      ...chosen.actions,
      query: EVERYTHING,
      listed: EVERYTHING,
      total: 0,
      complete: true,
      phase: 'loading',
      chunks: new Map(),
      selectedId: null,
      selectedAt: null,
      selection: NOTHING_SELECTED,
      moved: null,
      shown: null,
      start: async (lastImageId) => {
        await show(get().query);
        if (lastImageId === null || get().selectedId !== null) return;
        const picture = await loader.load(lastImageId);
        if (!picture || picture.deletedAt !== null || get().selectedId !== null) return;
        get().select(picture.id);
        await chosen.showActive();
      },
      at: (position) => imageOf(idAt(get().chunks, position) ?? null),
      setVisibleRange: (from, to) => list.inSight(from, to),
      setQuery: (patch) => show({ ...get().query, ...patch }),
      search: (text) => get().setQuery({ search: text }),
      typeSearch: (text) => {
        clearTimeout(typing);
        set({ query: { ...get().query, search: text } });
        typing = setTimeout(() => void show(get().query), SEARCH_AFTER_MS);
      },
      reveal: async (id) => {
        const picture = await loader.load(id);
        if (!picture) return;
        get().select(id);
        try {
          if ((await list.positionOf(id)) === null) {
            const place = picture.deletedAt === null ? 'library' : 'trash';
            const { sort, reversed } = get().query;
            await get().setQuery({ ...EVERYTHING, place, sort, reversed });
          }
          await chosen.showActive();
        } catch (error) {
          say(error);
        }
      },
      targetOfSelection: () => targetOf(get().selection),
      addImages: (images) => {
        if (!list.prepend(images.map(({ id }) => id))) void list.refresh();
      },
      refreshImages: async (ids) => {
        const landing = chosen.landing();
        const { selectedId, chunks } = get();
        const was = imageOf(selectedId);
        // Visible records are reloaded with the list.
        const inList = new Set([...chunks.values()].flat());
        const shown = images.watchedIds().filter((id) => !inList.has(id));
        const active = [selectedId, successor?.of ?? null].filter((id) => id !== null);
        await Promise.all([loader.refresh([...active, ...shown]), list.refresh()]);
        if (selectedId !== get().selectedId) return;
        const is = imageOf(selectedId);
        const { listed } = get();
        if (selectedId !== null && was && (!is || (hasLeft(is, listed) && !hasLeft(was, listed)))) {
          await chosen.activeGone(landing);
          successor = { of: selectedId, id: get().selectedId };
        } else if (
          successor &&
          successor.id === selectedId &&
          ids?.includes(successor.of) !== false &&
          changes.getState().isLastPress()
        ) {
          // If it is restored while its successor is still selected and nothing else was done, restore the
          // selection too.
          const back = imageOf(successor.of);
          if (!back || hasLeft(back, listed)) return;
          get().select(back.id);
          await chosen.showActive();
        }
      },
      refreshWork: async (id) => {
        // In a list of all pictures, this adds, removes and moves nothing.
        if (!isEverything(get().listed)) void list.refresh();
        if (images.isWatched(id)) await loader.refresh([id]);
      },
      removeSelected: async () => {
        const { selectedId, selection, listed } = get();
        const target = targetOf(selection);
        if (!target || listed.place === 'trash') return;
        const picture = selection.count === 1 ? imageOf(selectedId)?.name : undefined;
        await changes.getState().run({ do: 'remove', target }, { picture });
      },
      saveAs: async (id) => {
        try {
          const { savedTo } = await callMain(bridge.image.saveAs({ id }));
          if (savedTo) good(() => t.common.savedTo(savedTo));
        } catch (error) {
          say(error);
        }
      },
      copy: async (id) => {
        try {
          await callMain(bridge.image.copy({ id }));
          good(() => t.grid.copied);
        } catch (error) {
          say(error);
        }
      },
    };
  });
}
