import { createStore } from 'zustand/vanilla';

/** What a key or a button asks about the selected pictures. */
export type SelectionPopover = 'tags' | 'rename' | 'collect' | 'remove';

export interface PopoverState {
  readonly popover: SelectionPopover | null;
  openPopover(popover: SelectionPopover | null): void;
}

/** Which popover is open beside the selected pictures; at most one. */
export function createPopoverStore() {
  return createStore<PopoverState>()((set) => ({
    popover: null,
    openPopover: (popover) => set({ popover }),
  }));
}
