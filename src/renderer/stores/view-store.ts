import { createStore } from 'zustand/vanilla';
import {
  type CompareMode,
  type ComparisonSet,
  canLeave,
  type DefaultMode,
  groupOf,
  isTemporaryMode,
  MOST_COMPARED,
  pairOf,
  without,
  withReference,
} from './comparing.ts';

/** Zoom commands of keys and menus. */
export type ZoomAction = 'in' | 'out' | 'fit' | 'actual';

/** The two pictures of a before/after, by image id. */
export interface ImagePair {
  readonly beforeId: number;
  readonly afterId: number;
}

/** A key held longer than this (ms) shows its view only while it is down. */
const HELD_MS = 400;

/**
 * What the canvas shows. Read-only for the canvas: keys and menus change it through `features/commands`.
 * Without a `pair` it shows the library's selected picture alone.
 */
export interface ViewState {
  /** The last before/after, kept when `comparing` is off so that *Compare* restores it. */
  readonly pair: ImagePair | null;
  /** The two to four pictures of `grid`, or null. */
  readonly group: ComparisonSet | null;
  /** Whether pictures are compared. Otherwise the selected picture is shown alone. */
  readonly comparing: boolean;
  /** The comparison mode. */
  readonly mode: CompareMode;
  /** The mode of a new pair, and the one a temporary mode returns to. */
  readonly defaultMode: DefaultMode;
  /** Before on the right, after on the left. */
  readonly swapped: boolean;
  /** Shows the before picture alone while a key is down. */
  readonly peekingBefore: boolean;
  /** Whether blinking is paused. */
  readonly blinkPaused: boolean;
  /** A new object each time the other picture of a blink is requested. */
  readonly blinkStep: object | null;
  /** The magnifier is at the pointer. */
  readonly loupe: boolean;
  /** A new object each time the color under the pointer should be copied. */
  readonly colorCopy: object | null;
  /** A new object for each press. */
  readonly zoom: { readonly action: ZoomAction } | null;
  /** All panels are hidden, regardless of their own settings. */
  readonly panelsHidden: boolean;
  /** The picture fills the window. */
  readonly fillsWindow: boolean;
  readonly shortcutsOpen: boolean;
  /** A new object each time the search box is requested. */
  readonly searchFocus: object | null;
  /** Shows two pictures with the slider. */
  showPair(pair: ImagePair): void;
  /** Shows two to four pictures side by side, in this order. The first is the reference. */
  showComparison(ids: readonly number[]): void;
  /** Adds a picture to the comparison for `grid`. Returns false if it is full. */
  addToComparison(id: number): boolean;
  removeFromComparison(id: number): void;
  /** Makes this picture the reference. */
  setReference(id: number): void;
  /** Makes this the picture compared with the reference. */
  setActive(id: number): void;
  /** Swaps two pictures of the set. */
  swapPlaces(id: number, other: number): void;
  /** Enters a comparison mode, or leaves it if it is active. */
  toggleMode(mode: CompareMode): void;
  setDefaultMode(mode: DefaultMode): void;
  /**
   * Handles the *Blink* key. With reduced motion nothing moves automatically: each press shows the other
   * picture.
   */
  pressBlink(reducedMotion: boolean): void;
  releaseBlink(): void;
  setBlinkPaused(paused: boolean): void;
  stepBlink(): void;
  /** Another picture was selected: shows it alone, and may offer a before/after with it. */
  showSelection(pairToOffer: ImagePair | null): void;
  setComparing(comparing: boolean): void;
  swapSides(): void;
  setPeekingBefore(held: boolean): void;
  setLoupe(on: boolean): void;
  requestColorCopy(): void;
  requestZoom(action: ZoomAction): void;
  togglePanels(): void;
  setFillWindow(fillsWindow: boolean): void;
  /** Leaves the mode entered last: the magnifier, a temporary mode, the whole-window view. */
  exitCurrentMode(): void;
  setShortcutsOpen(open: boolean): void;
  requestSearchFocus(): void;
}

export function createViewStore(now: () => number = () => performance.now()) {
  let blinkDown = Number.POSITIVE_INFINITY;
  let beforeBlink: Pick<ViewState, 'mode' | 'comparing'> | null = null;

  return createStore<ViewState>()((set, get) => {
    const grouped = (group: ComparisonSet | null) => ({ group, ...(group ? { pair: pairOf(group) } : {}) });
    return {
      pair: null,
      group: null,
      comparing: false,
      mode: 'split',
      defaultMode: 'split',
      swapped: false,
      peekingBefore: false,
      blinkPaused: false,
      blinkStep: null,
      loupe: false,
      colorCopy: null,
      zoom: null,
      panelsHidden: false,
      fillsWindow: false,
      shortcutsOpen: false,
      searchFocus: null,
      showPair: (pair) =>
        set((state) => ({
          pair,
          group: state.group?.pinned ? state.group : null,
          comparing: true,
          mode: state.defaultMode,
          swapped: false,
        })),
      showComparison: (ids) => {
        const group = groupOf(ids, false);
        if (!group) return;
        const mode = group.ids.length > 2 ? 'grid' : get().defaultMode;
        set({ ...grouped(group), comparing: true, mode, swapped: false });
      },
      addToComparison: (id) => {
        const { group, comparing } = get();
        if (group?.ids.includes(id)) return true;
        if (group && group.ids.length >= MOST_COMPARED) return false;
        const added = {
          ids: [...(group?.ids ?? []), id],
          referenceId: group?.referenceId ?? id,
          activeId: group?.activeId ?? null,
          pinned: true,
        };
        set(comparing && get().mode === 'grid' ? grouped(added) : { group: added });
        return true;
      },
      removeFromComparison: (id) => {
        const { group, comparing, mode } = get();
        if (!group) return;
        const left = without(group, id);
        const enough = left !== null && left.ids.length >= 2;
        set({
          ...(enough ? grouped(left) : { group: left }),
          comparing: comparing && (enough || mode !== 'grid'),
        });
      },
      setReference: (id) => {
        const { group } = get();
        if (group?.ids.includes(id)) set(grouped(withReference(group, id)));
      },
      setActive: (id) => {
        const { group } = get();
        if (group?.ids.includes(id) && id !== group.referenceId) set(grouped({ ...group, activeId: id }));
      },
      swapPlaces: (id, other) => {
        const { group } = get();
        if (!group) return;
        const ids = group.ids.map((each) => (each === id ? other : each === other ? id : each));
        set({ group: { ...group, ids } });
      },
      toggleMode: (mode) => {
        const { pair, group, comparing } = get();
        if (comparing && get().mode === mode) return set({ comparing: false });
        const possible = mode === 'grid' ? group !== null && group.ids.length >= 2 : pair !== null;
        if (!possible) return;
        set({
          mode,
          comparing: true,
          blinkPaused: false,
          ...(mode === 'grid' ? grouped(group) : {}),
          ...(isTemporaryMode(mode) ? {} : { defaultMode: mode }),
        });
      },
      setDefaultMode: (defaultMode) => set({ defaultMode }),
      pressBlink: (reducedMotion) => {
        const { comparing, mode } = get();
        blinkDown = now();
        beforeBlink = null;
        if (comparing && mode === 'blink' && reducedMotion) return set({ blinkStep: {} });
        if (!(comparing && mode === 'blink')) beforeBlink = { comparing, mode };
        get().toggleMode('blink');
      },
      releaseBlink: () => {
        const held = now() - blinkDown >= HELD_MS;
        blinkDown = Number.POSITIVE_INFINITY;
        if (held && beforeBlink && get().mode === 'blink') set(beforeBlink);
        beforeBlink = null;
      },
      setBlinkPaused: (blinkPaused) => set({ blinkPaused }),
      stepBlink: () => set({ blinkStep: {} }),
      showSelection: (pair) =>
        set((state) => ({
          pair,
          group: state.group?.pinned ? state.group : null,
          comparing: false,
          swapped: false,
          peekingBefore: false,
        })),
      setComparing: (comparing) => set((state) => ({ comparing: comparing && state.pair !== null })),
      swapSides: () => {
        const { group, comparing, mode, pair } = get();
        if (comparing && mode === 'grid' && group && pair) get().swapPlaces(pair.beforeId, pair.afterId);
        else set((state) => ({ swapped: !state.swapped }));
      },
      setPeekingBefore: (peekingBefore) => set({ peekingBefore }),
      setLoupe: (loupe) => set({ loupe }),
      requestColorCopy: () => set({ colorCopy: {} }),
      requestZoom: (action) => set({ zoom: { action } }),
      togglePanels: () => set((state) => ({ panelsHidden: !state.panelsHidden })),
      setFillWindow: (fillsWindow) => set({ fillsWindow }),
      exitCurrentMode: () => {
        switch (canLeave(get())) {
          case 'loupe':
            return set({ loupe: false });
          case 'mode':
            return set((state) => ({ mode: state.defaultMode }));
          case 'full':
            return set({ fillsWindow: false });
          case null:
            return;
        }
      },
      setShortcutsOpen: (shortcutsOpen) => set({ shortcutsOpen }),
      requestSearchFocus: () => set({ searchFocus: {}, fillsWindow: false }),
    };
  });
}
