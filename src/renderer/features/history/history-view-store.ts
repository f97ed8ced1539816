import { createStore } from 'zustand/vanilla';

/** What is being written on which edit, in its details: it belongs to that edit, whatever else comes to be chosen. */
export interface Writing {
  readonly editId: number;
  readonly what: 'note' | 'branch' | 'snapshot';
}

/** How the tree of edits is looked at. Nodes are named by the keys of the graph. */
export interface HistoryViewState {
  /** The tree has the place of the picture as well. */
  readonly large: boolean;
  /** Nodes whose branches are folded away, and nodes whose stack of edits is open. */
  readonly folded: ReadonlySet<string>;
  readonly opened: ReadonlySet<string>;
  /** The edit whose request is compared with that of the chosen one. */
  readonly comparedWith: number | null;
  /** The next edit that is clicked is compared with the chosen one. */
  readonly picking: boolean;
  readonly writing: Writing | null;
  setLarge(large: boolean): void;
  setFolded(key: string, folded: boolean): void;
  openStack(key: string): void;
  /** Another tree is shown. */
  unfoldAll(): void;
  compareWith(editId: number | null): void;
  setPicking(picking: boolean): void;
  setEditingField(writing: Writing | null): void;
}

export function createHistoryViewStore() {
  return createStore<HistoryViewState>()((set) => ({
    large: false,
    folded: new Set(),
    opened: new Set(),
    comparedWith: null,
    picking: false,
    writing: null,
    setLarge: (large) => set({ large }),
    setFolded: (key, folded) =>
      set((state) => {
        const next = new Set(state.folded);
        const opened = new Set(state.opened);
        if (folded) {
          next.add(key);
          // What was taken off a stack goes back.
          opened.delete(key);
        } else next.delete(key);
        return { folded: next, opened };
      }),
    openStack: (key) => set((state) => ({ opened: new Set(state.opened).add(key) })),
    unfoldAll: () => set({ folded: new Set(), opened: new Set(), comparedWith: null, picking: false }),
    compareWith: (comparedWith) => set({ comparedWith, picking: false }),
    setPicking: (picking) => set({ picking }),
    setEditingField: (writing) => set({ writing }),
  }));
}
