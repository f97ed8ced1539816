import type { Bridge } from '@shared/contract.ts';
import type {
  ChangeProgress,
  Command,
  Done,
  Facets,
  LibraryChange,
  Named,
  Replayed,
  SavedSearch,
  Undoable,
} from '@shared/domain/organise.ts';
import { createStore } from 'zustand/vanilla';
import { ask, sentenceOf } from '../bridge/index.ts';
import type { ToastStore } from './toast-store.ts';

export interface OrganiseState {
  /** Null until they were asked for. */
  readonly facets: Facets | null;
  readonly collections: readonly Named[];
  readonly searches: readonly SavedSearch[];
  /** What *Undo* and *Redo* would do. */
  readonly undoable: Undoable;
  /** How far a change of many pictures is; null when none goes on. */
  readonly progress: ChangeProgress | null;
  started(undoable: Undoable): void;
  /** Asks for the counts, the collections and the saved searches. */
  load(): Promise<void>;
  libraryChanged(change: LibraryChange): void;
  progressed(progress: ChangeProgress): void;
  /** Carries out a change; null when it failed, which was said. */
  run(command: Command): Promise<Done | null>;
  /** False when there was nothing to take back. */
  undo(): Promise<boolean>;
  redo(): Promise<boolean>;
}

export type OrganiseStore = ReturnType<typeof createOrganiseStore>;

/** How the pictures are put in order, and every change of that. */
export function createOrganiseStore(bridge: Bridge, toasts: ToastStore) {
  return createStore<OrganiseState>()((set, get) => {
    const say = (error: unknown) => void toasts.getState().show({ message: sentenceOf(error), tone: 'bad' });
    const replayed = async (answer: Promise<Replayed>): Promise<boolean> => {
      try {
        return (await answer).done !== null;
      } catch (error) {
        say(error);
        return true;
      }
    };
    return {
      facets: null,
      collections: [],
      searches: [],
      undoable: { undo: null, redo: null },
      progress: null,
      started: (undoable) => set({ undoable }),
      load: async () => {
        try {
          const [facets, { collections }, { searches }] = await Promise.all([
            ask(bridge.library.facets({})),
            ask(bridge.library.collections({})),
            ask(bridge.library.searches({})),
          ]);
          set({ facets, collections, searches });
        } catch (error) {
          say(error);
        }
      },
      libraryChanged: ({ undoable }) => {
        set({ undoable });
        if (get().facets) void get().load();
      },
      progressed: (progress) => set({ progress }),
      run: async (command) => {
        try {
          return await ask(bridge.library.change({ command }));
        } catch (error) {
          say(error);
          return null;
        } finally {
          set({ progress: null });
        }
      },
      undo: () => replayed(ask(bridge.library.undo({}))),
      redo: () => replayed(ask(bridge.library.redo({}))),
    };
  });
}
