import { createStore } from 'zustand/vanilla';

/** What a zoom key or menu asks of the canvas. */
export type ZoomAction = 'in' | 'out' | 'fit' | 'actual';

/** The two pictures of a before/after, by image id. */
export interface Pair {
  readonly beforeId: number;
  readonly afterId: number;
}

/**
 * What the canvas shows. The canvas only reads this: keys and menus change it through `features/shortcuts`.
 * Without a `pair` it shows the library's selected picture alone.
 */
export interface ViewState {
  /** The last before/after; kept when `comparing` is off so that *Compare* brings it back. */
  readonly pair: Pair | null;
  /** Whether the pair is shown with the slider; else the selected picture alone. */
  readonly comparing: boolean;
  /** Before on the right, after on the left. */
  readonly swapped: boolean;
  /** The before picture alone, as long as a key is held. */
  readonly holdingBefore: boolean;
  /** A new object for each press. */
  readonly zoom: { readonly action: ZoomAction } | null;
  /** All panels hidden, whatever each one is set to. */
  readonly panelsHidden: boolean;
  /** The picture over the whole window. */
  readonly full: boolean;
  readonly shortcutsOpen: boolean;
  /** A new object each time the search box is asked for. */
  readonly searchFocus: object | null;
  /** Shows two pictures beside each other, with the slider. */
  pairShown(pair: Pair): void;
  /** Another picture was selected: it is shown alone, and a before/after with it may be offered. */
  selectionChanged(pairToOffer: Pair | null): void;
  comparingChanged(comparing: boolean): void;
  sidesSwapped(): void;
  beforeHeld(held: boolean): void;
  zoomAsked(action: ZoomAction): void;
  panelsToggled(): void;
  fullChanged(full: boolean): void;
  shortcutsChanged(open: boolean): void;
  searchAsked(): void;
}

export function createViewStore() {
  return createStore<ViewState>()((set) => ({
    pair: null,
    comparing: false,
    swapped: false,
    holdingBefore: false,
    zoom: null,
    panelsHidden: false,
    full: false,
    shortcutsOpen: false,
    searchFocus: null,
    pairShown: (pair) => set({ pair, comparing: true, swapped: false }),
    selectionChanged: (pair) => set({ pair, comparing: false, swapped: false, holdingBefore: false }),
    comparingChanged: (comparing) => set((state) => ({ comparing: comparing && state.pair !== null })),
    sidesSwapped: () => set((state) => ({ swapped: !state.swapped })),
    beforeHeld: (holdingBefore) => set({ holdingBefore }),
    zoomAsked: (action) => set({ zoom: { action } }),
    panelsToggled: () => set((state) => ({ panelsHidden: !state.panelsHidden })),
    fullChanged: (full) => set({ full }),
    shortcutsChanged: (shortcutsOpen) => set({ shortcutsOpen }),
    searchAsked: () => set({ searchFocus: {}, full: false }),
  }));
}
