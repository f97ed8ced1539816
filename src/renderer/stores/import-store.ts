import type { Bridge } from '@shared/contract.ts';
import type { ImportProgress } from '@shared/domain/import.ts';
import { createStore } from 'zustand/vanilla';
import { ask, putFile, sentenceOf } from '../bridge/index.ts';
import { importSummary } from './import-words.ts';
import type { LibraryStore } from './library-store.ts';
import type { ToastStore } from './toast-store.ts';

/** Files sent to the main process at the same time. */
const UPLOADS_AT_ONCE = 3;

export interface ImportState {
  /** The drop that goes on; null when none does. */
  readonly active: ImportProgress | null;
  /** The last drop that left something out, until it is dismissed. */
  readonly report: ImportProgress | null;
  /** Takes dropped, pasted or picked files in. */
  filesGiven(files: readonly File[]): Promise<void>;
  /** Opens the system's dialog. */
  pick(): Promise<void>;
  samples(): Promise<void>;
  cancel(): Promise<void>;
  progressed(progress: ImportProgress): void;
  reportDismissed(): void;
}

/** Pictures on their way in. */
export function createImportStore(bridge: Bridge, toasts: ToastStore, library: LibraryStore) {
  /** Drops that began with nothing selected: the first picture of each becomes the selected one. */
  const selecting = new Set<number>();
  const stopped = new Set<number>();

  return createStore<ImportState>()((set, get) => {
    const say = (error: unknown) => void toasts.getState().show({ message: sentenceOf(error), tone: 'bad' });

    const begun = (importId: number, total: number, nothingSelected: boolean) => {
      if (nothingSelected) selecting.add(importId);
      // Its first event may have come before this answer.
      if (get().active === null && !stopped.has(importId) && total > 0)
        set({
          active: {
            importId,
            state: 'running',
            done: 0,
            total,
            added: 0,
            duplicates: 0,
            refused: [],
            firstImageId: null,
          },
        });
    };

    const upload = async (
      importId: number,
      files: readonly File[],
      uploads: readonly { index: number; url: string }[],
    ) => {
      const waiting = [...uploads];
      const worker = async () => {
        for (let next = waiting.shift(); next && !stopped.has(importId); next = waiting.shift()) {
          const file = files[next.index];
          // A failed upload is refused by name in the import's own report.
          if (file) await putFile(next.url, file).catch(() => undefined);
        }
      };
      await Promise.all(Array.from({ length: UPLOADS_AT_ONCE }, worker));
    };

    const selectFirst = async (progress: ImportProgress) => {
      if (progress.firstImageId === null || !selecting.delete(progress.importId)) return;
      if (library.getState().selectedId === null) library.getState().select(progress.firstImageId);
    };

    const tellEnd = async (progress: ImportProgress) => {
      if (progress.refused.length > 0) set({ report: progress });
      const first =
        progress.firstImageId === null ? null : await library.getState().wanted(progress.firstImageId);
      const words = importSummary(progress, first?.name ?? null);
      if (words) toasts.getState().show({ message: words });
    };

    return {
      active: null,
      report: null,
      filesGiven: async (files) => {
        if (files.length === 0) return;
        const nothingSelected = library.getState().selectedId === null;
        try {
          const { importId, uploads } = await ask(bridge.importFiles(files));
          begun(importId, files.length, nothingSelected);
          await upload(importId, files, uploads);
        } catch (error) {
          say(error);
        }
      },
      pick: async () => {
        const nothingSelected = library.getState().selectedId === null;
        try {
          const { importId } = await ask(bridge.import.pick({}));
          if (importId !== null) begun(importId, 0, nothingSelected);
        } catch (error) {
          say(error);
        }
      },
      samples: async () => {
        const nothingSelected = library.getState().selectedId === null;
        try {
          begun((await ask(bridge.import.samples({}))).importId, 0, nothingSelected);
        } catch (error) {
          say(error);
        }
      },
      cancel: async () => {
        const active = get().active;
        if (!active) return;
        stopped.add(active.importId);
        try {
          await ask(bridge.import.cancel({ importId: active.importId }));
        } catch (error) {
          say(error);
        }
      },
      progressed: (progress) => {
        void selectFirst(progress);
        if (progress.state === 'running') {
          set({ active: progress });
          return;
        }
        stopped.add(progress.importId);
        if (get().active?.importId === progress.importId) set({ active: null });
        void tellEnd(progress);
      },
      reportDismissed: () => set({ report: null }),
    };
  });
}
