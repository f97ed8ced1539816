import type { Bridge } from '@shared/contract.ts';
import type { Target } from '@shared/domain/library-command.ts';
import { EVERYTHING, type LibraryQuery, type Picture } from '@shared/domain/library-query.ts';
import { t } from '@shared/words/index.ts';
import { createStore } from 'zustand/vanilla';
import { ask } from '../bridge/index.ts';
import { type Chunks, pictureAt, positionIn, withNewer } from './library-chunks.ts';
import { createAsker, type Known, withKnown, withoutKnown } from './library-known.ts';
import { createList, type LibraryList, type Moved } from './library-list.ts';
import { type Selecting, selecting } from './library-selecting.ts';
import { NOTHING_SELECTED, type Selection, targetOf } from './library-selection.ts';
import type { OrganiseStore } from './organise-store.ts';
import { sayFailure } from './refusals.ts';
import type { ToastStore, Told } from './toast-store.ts';

export interface LibraryState extends Selecting {
  /** The list that is shown. */
  readonly query: LibraryQuery;
  /** How long it is; at least so long while `complete` is false. */
  readonly total: number;
  readonly complete: boolean;
  readonly phase: 'loading' | 'ready' | 'failed';
  /** The loaded stretches of the list. */
  readonly chunks: Chunks;
  /** Records of the loaded stretches, and of what was asked for by id: selected, on the canvas, in the history. */
  readonly byId: Known;
  /** The active picture: the one on the canvas; one of the selected ones. */
  readonly selectedId: number | null;
  /** Where it is in the list, or was before it left it; null when it is not known. */
  readonly selectedAt: number | null;
  readonly selection: Selection;
  /** What is in sight has moved, because pictures came or went before it: the view follows. */
  readonly moved: Moved | null;
  /** A position to show; a new object each time. */
  readonly shown: { readonly position: number } | null;
  /** Loads the beginning of the list and, when it still exists, the picture that was selected last. */
  start(lastImageId: number | null): Promise<void>;
  at(position: number): Picture | undefined;
  /** The view shows these positions, both included. */
  inSight(from: number, to: number): void;
  /** Shows another list; the active picture stays selected. */
  queryChanged(patch: Partial<LibraryQuery>): Promise<void>;
  searched(text: string): Promise<void>;
  /** Selects a picture and scrolls to it, in a list that has it when the present one has not. */
  reveal(id: number): Promise<void>;
  /** What a change of the selected pictures is for; null when none is selected. */
  targetOfSelection(): Target | null;
  imagesAdded(images: readonly Picture[]): void;
  /** These pictures changed, or any may have when null. */
  picturesChanged(ids: readonly number[] | null): Promise<void>;
  /** The edits made from a picture stand otherwise now. */
  workChanged(id: number): Promise<void>;
  /** Asks for a record that is not known yet. */
  wanted(id: number): Promise<Picture | null>;
  /** Removes the selected pictures; *Undo* brings them back, and the active one is selected again. */
  removeSelected(): Promise<void>;
  saveAs(id: number): Promise<void>;
  copy(id: number): Promise<void>;
}

export type LibraryStore = ReturnType<typeof createLibraryStore>;

/** What the parts of the store work with. */
export interface LibraryParts {
  readonly get: () => LibraryState;
  /** Also keeps the records of these pictures. */
  readonly set: (patch: Partial<LibraryState>, learnt?: readonly Picture[]) => void;
  readonly list: LibraryList;
  readonly say: (error: unknown) => void;
  readonly tell: (message: Told) => void;
}

/** Whether a list is that of all live pictures, in whatever order. */
export function isEverything({ place, search, filter }: LibraryQuery): boolean {
  const filtered = Object.values(filter).some((value) => value !== undefined);
  return place === 'library' && search.trim() === '' && !filtered;
}

/** Whether a picture was removed, or brought back, out of the place that is shown. */
function hasLeft({ deletedAt }: Picture, { place }: LibraryQuery): boolean {
  return (deletedAt === null) !== (place === 'library');
}

/** The pictures of one list by position, as far as they are or were just in sight, and which of them are selected. */
export function createLibraryStore(bridge: Bridge, toasts: ToastStore, organise: OrganiseStore) {
  return createStore<LibraryState>()((setState, get) => {
    const say = (error: unknown) => sayFailure(toasts, error);
    const tell = (message: Told) => void toasts.getState().show({ message });
    const good = (message: Told) => void toasts.getState().show({ message, tone: 'good' });
    const asker = createAsker(bridge);
    let known: Known = new Map();
    /** The picture that took the place of the active one that went last. */
    let successor: { readonly of: number; readonly id: number | null } | null = null;

    /** `byId` follows from what is known. */
    const set = (patch: Partial<LibraryState>, learnt: readonly Picture[] = []) => {
      if (learnt.length > 0) known = withKnown(known, learnt);
      if (!patch.chunks && learnt.length === 0) return setState(patch);
      const byId = new Map(known);
      for (const pictures of (patch.chunks ?? get().chunks).values())
        for (const picture of pictures) byId.set(picture.id, picture);
      setState({ ...patch, byId });
    };

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
        void chosen.listReplaced();
      },
    });

    const parts: LibraryParts = { get, set, list, say, tell };
    const chosen = selecting(parts);

    const load = async (query: LibraryQuery) => {
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
      total: 0,
      complete: true,
      phase: 'loading',
      chunks: new Map(),
      byId: known,
      selectedId: null,
      selectedAt: null,
      selection: NOTHING_SELECTED,
      moved: null,
      shown: null,
      start: async (lastImageId) => {
        await load(get().query);
        if (lastImageId === null || get().selectedId !== null) return;
        const picture = await get().wanted(lastImageId);
        if (!picture || picture.deletedAt !== null || get().selectedId !== null) return;
        get().select(picture.id);
        await chosen.showActive();
      },
      at: (position) => pictureAt(get().chunks, position),
      inSight: (from, to) => list.inSight(from, to),
      queryChanged: async (patch) => {
        const query = { ...get().query, ...patch };
        chosen.listChanged();
        await load(query);
        void chosen.locate();
      },
      searched: (text) => get().queryChanged({ search: text }),
      reveal: async (id) => {
        const picture = await get().wanted(id);
        if (!picture) return;
        get().select(id);
        try {
          if ((await list.positionOf(id)) === null) {
            const place = picture.deletedAt === null ? 'library' : 'trash';
            const { sort, reversed } = get().query;
            await get().queryChanged({ ...EVERYTHING, place, sort, reversed });
          }
          await chosen.showActive();
        } catch (error) {
          say(error);
        }
      },
      targetOfSelection: () => targetOf(get().selection),
      imagesAdded: (images) => {
        set({}, images);
        void list.refresh();
      },
      picturesChanged: async (ids) => {
        const landing = chosen.landing();
        const { selectedId, byId } = get();
        const was = selectedId === null ? undefined : byId.get(selectedId);
        const [{ pictures, gone }] = await Promise.all([
          asker.renewed(known, ids, selectedId),
          list.refresh(),
        ]);
        known = withoutKnown(known, gone);
        set({}, pictures);
        if (selectedId !== get().selectedId) return;
        const is = selectedId === null ? undefined : known.get(selectedId);
        const { query } = get();
        if (selectedId !== null && was && (!is || (hasLeft(is, query) && !hasLeft(was, query)))) {
          await chosen.activeGone(landing);
          successor = { of: selectedId, id: get().selectedId };
        } else if (
          successor &&
          successor.id === selectedId &&
          ids?.includes(successor.of) !== false &&
          organise.getState().isLastPress()
        ) {
          // Taken back while its successor is still selected, and nothing else was done since: so is the selection.
          const back = known.get(successor.of);
          if (!back || hasLeft(back, query)) return;
          get().select(back.id);
          await chosen.showActive();
        }
      },
      workChanged: async (id) => {
        const { query, byId } = get();
        // In a list of all, nothing comes, goes or moves by this.
        if (!isEverything(query)) void list.refresh();
        if (!byId.has(id)) return;
        const { pictures } = await asker.renewed(byId, [id], null);
        set({ chunks: withNewer(get().chunks, pictures) }, pictures);
      },
      wanted: async (id) => {
        const there = get().byId.get(id);
        if (there) {
          // What the list shows now it may not show later.
          if (!known.has(id)) known = withKnown(known, [there]);
          return there;
        }
        const picture = await asker.picture(id);
        if (picture) set({}, [picture]);
        return picture;
      },
      removeSelected: async () => {
        const { selectedId, selection, query, byId } = get();
        const target = targetOf(selection);
        if (!target || query.place === 'trash') return;
        const picture = selection.count === 1 && selectedId !== null ? byId.get(selectedId)?.name : undefined;
        await organise.getState().run({ do: 'remove', target }, { picture });
      },
      saveAs: async (id) => {
        try {
          const { savedTo } = await ask(bridge.image.saveAs({ id }));
          if (savedTo) good(() => t.grid.savedTo(savedTo));
        } catch (error) {
          say(error);
        }
      },
      copy: async (id) => {
        try {
          await ask(bridge.image.copy({ id }));
          good(() => t.grid.copied);
        } catch (error) {
          say(error);
        }
      },
    };
  });
}
