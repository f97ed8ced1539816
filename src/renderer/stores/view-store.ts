import { createStore } from 'zustand/vanilla';
import {
  type CompareMode,
  canLeave,
  type Group,
  groupOf,
  isPassing,
  MOST_COMPARED,
  pairOf,
  type RestMode,
  without,
  withReference,
} from './comparing.ts';

/** What a zoom key or menu asks of the canvas. */
export type ZoomAction = 'in' | 'out' | 'fit' | 'actual';

/** The two pictures of a before/after, by image id. */
export interface Pair {
  readonly beforeId: number;
  readonly afterId: number;
}

/** A key held longer than this, in milliseconds, shows its view only for as long as it is held. */
const HELD_MS = 400;

/**
 * What the canvas shows. The canvas only reads this: keys and menus change it through `features/shortcuts`.
 * Without a `pair` it shows the library's selected picture alone.
 */
export interface ViewState {
  /** The last before/after; kept when `comparing` is off so that *Compare* brings it back. */
  readonly pair: Pair | null;
  /** The two to four pictures that `grid` shows; null when none were put together. */
  readonly group: Group | null;
  /** Whether pictures are compared; else the selected picture is shown alone. */
  readonly comparing: boolean;
  /** How they are compared. */
  readonly mode: CompareMode;
  /** How a new pair is shown, and what a passing mode gives way to. */
  readonly restMode: RestMode;
  /** Before on the right, after on the left. */
  readonly swapped: boolean;
  /** The before picture alone, as long as a key is held. */
  readonly holdingBefore: boolean;
  /** Blinking stands still. */
  readonly blinkPaused: boolean;
  /** A new object each time the other picture of a blink is asked for. */
  readonly blinkStep: object | null;
  /** The magnifier is at the pointer. */
  readonly loupe: boolean;
  /** A new object each time the colour under the pointer is to be copied. */
  readonly colourCopy: object | null;
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
  /** Shows two to four pictures beside each other, in this order; the first is the reference. */
  compareShown(ids: readonly number[]): void;
  /** Puts a picture to those that are compared, for `grid`; false when there is no room for it. */
  compareAdded(id: number): boolean;
  compareRemoved(id: number): void;
  /** The others are measured against this one from now on. */
  referenceChosen(id: number): void;
  /** This one is measured against the reference from now on. */
  activeChosen(id: number): void;
  /** Puts a picture of the group where another is. */
  placesSwapped(id: number, other: number): void;
  /** Shows the comparison in a mode; the mode it is in already leaves it. */
  modeAsked(mode: CompareMode): void;
  restModeChanged(mode: RestMode): void;
  /** The key of *Blink* went down. With reduced motion nothing moves by itself: it shows the other picture each time. */
  blinkPressed(reducedMotion: boolean): void;
  blinkReleased(): void;
  blinkPausedChanged(paused: boolean): void;
  blinkStepAsked(): void;
  /** Another picture was selected: it is shown alone, and a before/after with it may be offered. */
  selectionChanged(pairToOffer: Pair | null): void;
  comparingChanged(comparing: boolean): void;
  sidesSwapped(): void;
  beforeHeld(held: boolean): void;
  loupeChanged(on: boolean): void;
  colourCopyAsked(): void;
  zoomAsked(action: ZoomAction): void;
  panelsToggled(): void;
  fullChanged(full: boolean): void;
  /** Leaves what was entered last: the magnifier, a passing mode, the whole window. */
  left(): void;
  shortcutsChanged(open: boolean): void;
  searchAsked(): void;
}

export function createViewStore(now: () => number = () => performance.now()) {
  let blinkDown = Number.POSITIVE_INFINITY;
  let beforeBlink: Pick<ViewState, 'mode' | 'comparing'> | null = null;

  return createStore<ViewState>()((set, get) => {
    const grouped = (group: Group | null) => ({ group, ...(group ? { pair: pairOf(group) } : {}) });
    return {
      pair: null,
      group: null,
      comparing: false,
      mode: 'split',
      restMode: 'split',
      swapped: false,
      holdingBefore: false,
      blinkPaused: false,
      blinkStep: null,
      loupe: false,
      colourCopy: null,
      zoom: null,
      panelsHidden: false,
      full: false,
      shortcutsOpen: false,
      searchFocus: null,
      pairShown: (pair) =>
        set((state) => ({
          pair,
          group: state.group?.kept ? state.group : null,
          comparing: true,
          mode: state.restMode,
          swapped: false,
        })),
      compareShown: (ids) => {
        const group = groupOf(ids, false);
        if (!group) return;
        const mode = group.ids.length > 2 ? 'grid' : get().restMode;
        set({ ...grouped(group), comparing: true, mode, swapped: false });
      },
      compareAdded: (id) => {
        const { group, comparing } = get();
        if (group?.ids.includes(id)) return true;
        if (group && group.ids.length >= MOST_COMPARED) return false;
        const added = {
          ids: [...(group?.ids ?? []), id],
          referenceId: group?.referenceId ?? id,
          activeId: group?.activeId ?? null,
          kept: true,
        };
        set(comparing && get().mode === 'grid' ? grouped(added) : { group: added });
        return true;
      },
      compareRemoved: (id) => {
        const { group, comparing, mode } = get();
        if (!group) return;
        const left = without(group, id);
        const enough = left !== null && left.ids.length >= 2;
        set({
          ...(enough ? grouped(left) : { group: left }),
          comparing: comparing && (enough || mode !== 'grid'),
        });
      },
      referenceChosen: (id) => {
        const { group } = get();
        if (group?.ids.includes(id)) set(grouped(withReference(group, id)));
      },
      activeChosen: (id) => {
        const { group } = get();
        if (group?.ids.includes(id) && id !== group.referenceId) set(grouped({ ...group, activeId: id }));
      },
      placesSwapped: (id, other) => {
        const { group } = get();
        if (!group) return;
        const ids = group.ids.map((each) => (each === id ? other : each === other ? id : each));
        set({ group: { ...group, ids } });
      },
      modeAsked: (mode) => {
        const { pair, group, comparing } = get();
        if (comparing && get().mode === mode) return set({ comparing: false });
        const possible = mode === 'grid' ? group !== null && group.ids.length >= 2 : pair !== null;
        if (!possible) return;
        set({
          mode,
          comparing: true,
          blinkPaused: false,
          ...(mode === 'grid' ? grouped(group) : {}),
          ...(isPassing(mode) ? {} : { restMode: mode }),
        });
      },
      restModeChanged: (restMode) => set({ restMode }),
      blinkPressed: (reducedMotion) => {
        const { comparing, mode } = get();
        blinkDown = now();
        beforeBlink = null;
        if (comparing && mode === 'blink' && reducedMotion) return set({ blinkStep: {} });
        if (!(comparing && mode === 'blink')) beforeBlink = { comparing, mode };
        get().modeAsked('blink');
      },
      blinkReleased: () => {
        const held = now() - blinkDown >= HELD_MS;
        blinkDown = Number.POSITIVE_INFINITY;
        if (held && beforeBlink && get().mode === 'blink') set(beforeBlink);
        beforeBlink = null;
      },
      blinkPausedChanged: (blinkPaused) => set({ blinkPaused }),
      blinkStepAsked: () => set({ blinkStep: {} }),
      selectionChanged: (pair) =>
        set((state) => ({
          pair,
          group: state.group?.kept ? state.group : null,
          comparing: false,
          swapped: false,
          holdingBefore: false,
        })),
      comparingChanged: (comparing) => set((state) => ({ comparing: comparing && state.pair !== null })),
      sidesSwapped: () => {
        const { group, comparing, mode, pair } = get();
        if (comparing && mode === 'grid' && group && pair) get().placesSwapped(pair.beforeId, pair.afterId);
        else set((state) => ({ swapped: !state.swapped }));
      },
      beforeHeld: (holdingBefore) => set({ holdingBefore }),
      loupeChanged: (loupe) => set({ loupe }),
      colourCopyAsked: () => set({ colourCopy: {} }),
      zoomAsked: (action) => set({ zoom: { action } }),
      panelsToggled: () => set((state) => ({ panelsHidden: !state.panelsHidden })),
      fullChanged: (full) => set({ full }),
      left: () => {
        switch (canLeave(get())) {
          case 'loupe':
            return set({ loupe: false });
          case 'mode':
            return set((state) => ({ mode: state.restMode }));
          case 'full':
            return set({ full: false });
          case null:
            return;
        }
      },
      shortcutsChanged: (shortcutsOpen) => set({ shortcutsOpen }),
      searchAsked: () => set({ searchFocus: {}, full: false }),
    };
  });
}
