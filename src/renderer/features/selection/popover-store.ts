import { createStore } from 'zustand/vanilla';

/** Popovers for the selected pictures. */
export type SelectionPopover = 'tags' | 'rename' | 'collect' | 'remove';

export interface PopoverState {
  readonly popover: SelectionPopover | null;
  openPopover(popover: SelectionPopover | null): void;
}

/** The open popover next to the selected pictures; at most one. */
export function createPopoverStore() {
  return createStore<PopoverState>()((set) => ({
    popover: null,
    openPopover: (popover) => set({ popover }),
  }));
}
