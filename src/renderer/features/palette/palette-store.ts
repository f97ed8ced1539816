import type { Bridge } from '@shared/contract.ts';
import { EVERYTHING, type LibraryImage } from '@shared/domain/library-query.ts';
import { createStore } from 'zustand/vanilla';
import { callMain } from '../../bridge/index.ts';

/** Maximum number of pictures in the palette. */
const PICTURES_MAX = 8;

/** Pages of the palette. */
export type PalettePage = 'rate' | 'collect' | 'language' | 'theme';

export interface PaletteState {
  readonly isOpen: boolean;
  /** Null: everything. */
  readonly page: PalettePage | null;
  readonly text: string;
  /** Pictures whose name or words match the text. */
  readonly pictures: readonly LibraryImage[];
  open(): void;
  close(): void;
  setPage(page: PalettePage | null): void;
  setText(text: string): void;
  /** Searches the pictures that match the text. */
  search(): Promise<void>;
}

export type PaletteStore = ReturnType<typeof createPaletteStore>;

/** State of the command palette. */
export function createPaletteStore(bridge: Bridge) {
  return createStore<PaletteState>()((set, get) => ({
    isOpen: false,
    page: null,
    text: '',
    pictures: [],
    open: () => set({ isOpen: true, page: null, text: '', pictures: [] }),
    close: () => set({ isOpen: false }),
    setPage: (page) => set({ page, text: '' }),
    setText: (text) => set({ text }),
    search: async () => {
      const { text } = get();
      if (text.trim().length < 2) return set({ pictures: [] });
      const query = { ...EVERYTHING, search: text.slice(0, 500) };
      try {
        const found = await callMain(bridge.library.slice({ query, from: 0, count: PICTURES_MAX }));
        // Drop an answer that arrives after the text has changed.
        if (get().text === text) set({ pictures: found.pictures });
      } catch {
        // The palette works without pictures. The library itself reports read errors.
        if (get().text === text) set({ pictures: [] });
      }
    },
  }));
}
