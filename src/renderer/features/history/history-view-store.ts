import { createStore } from 'zustand/vanilla';

/** The annotation being edited. It belongs to its edit, regardless of later selections. */
export interface Writing {
  readonly editId: number;
  readonly what: 'note' | 'branch' | 'snapshot';
}

/** View state of the tree. Nodes are identified by the graph's keys. */
export interface HistoryViewState {
  /** The tree replaces the picture. */
  readonly large: boolean;
  /** Nodes with collapsed branches, and nodes with an open stack. */
  readonly folded: ReadonlySet<string>;
  readonly opened: ReadonlySet<string>;
  /** The edit whose request is compared with the selected one's. */
  readonly comparedWith: number | null;
  /** The next clicked edit is compared with the selected one. */
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
          // Edits taken out of a stack return to it.
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
