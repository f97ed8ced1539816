import type { Bridge } from '@shared/contract.ts';
import { EVERYTHING, type Picture } from '@shared/domain/library-query.ts';
import { createStore } from 'zustand/vanilla';
import { ask } from '../../bridge/index.ts';

/** Pictures that the palette offers at most. */
const PICTURES_MAX = 8;

/** Lists that the palette can show instead of everything. */
export type PalettePage = 'rate' | 'collect' | 'language' | 'theme';

export interface PaletteState {
  readonly open: boolean;
  /** Null: everything. */
  readonly page: PalettePage | null;
  readonly text: string;
  /** Pictures whose name or words match the text. */
  readonly pictures: readonly Picture[];
  opened(): void;
  closed(): void;
  pageChanged(page: PalettePage | null): void;
  textChanged(text: string): void;
  /** Asks for the pictures that match the text. */
  look(): Promise<void>;
}

export type PaletteStore = ReturnType<typeof createPaletteStore>;

/** What the command palette shows. */
export function createPaletteStore(bridge: Bridge) {
  return createStore<PaletteState>()((set, get) => ({
    open: false,
    page: null,
    text: '',
    pictures: [],
    opened: () => set({ open: true, page: null, text: '', pictures: [] }),
    closed: () => set({ open: false }),
    pageChanged: (page) => set({ page, text: '' }),
    textChanged: (text) => set({ text }),
    look: async () => {
      const { text } = get();
      if (text.trim().length < 2) return set({ pictures: [] });
      const query = { ...EVERYTHING, search: text.slice(0, 500) };
      try {
        const found = await ask(bridge.library.window({ query, from: 0, count: PICTURES_MAX }));
        // An answer that comes after the text has changed is nobody's.
        if (get().text === text) set({ pictures: found.pictures });
      } catch {
        // The palette is for more than pictures; the library itself says when it cannot be read.
        if (get().text === text) set({ pictures: [] });
      }
    },
  }));
}
