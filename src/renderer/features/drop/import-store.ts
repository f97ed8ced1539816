import type { Bridge, PictureSource } from '@shared/contract.ts';
import { type ImportProgress, NO_NAMES } from '@shared/domain/import.ts';
import { createStore } from 'zustand/vanilla';
import { callMain, putFile } from '../../bridge/index.ts';
import type { ImageLoader } from '../../stores/entities/image-loader.ts';
import { showErrorToast } from '../../stores/error-toast.ts';
import type { ToastStore } from '../../stores/toast-store.ts';
import type { LibraryStore } from '../library/library-store.ts';
import { importSummary } from './import-text.ts';

/** Number of concurrent uploads to main. */
const UPLOADS_AT_ONCE = 3;

export interface ImportState {
  /** The active import, or null. */
  readonly active: ImportProgress | null;
  /** The last import that skipped something, until dismissed. */
  readonly report: ImportProgress | null;
  /** Something is dragged over the window and may be dropped. */
  expectDrop(): void;
  /** Imports dropped, pasted or picked files. */
  importFiles(files: readonly File[]): Promise<void>;
  /** Imports pictures of web pages by address. */
  importAddresses(pictures: readonly PictureSource[]): Promise<void>;
  /** Opens the system dialog. */
  pick(): Promise<void>;
  importSamples(): Promise<void>;
  cancel(): Promise<void>;
  setProgress(progress: ImportProgress): void;
  dismissReport(): void;
}

/** Imports of pictures. */
export function createImportStore(
  bridge: Bridge,
  toasts: ToastStore,
  library: LibraryStore,
  loader: ImageLoader,
) {
  /** Imports whose first picture is known. */
  const decided = new Set<number>();
  const stopped = new Set<number>();

  return createStore<ImportState>()((set, get) => {
    const say = (error: unknown) => showErrorToast(toasts, error);

    const begun = (importId: number, total: number) => {
      // Its first event may have arrived before this answer.
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
            leftOut: NO_NAMES,
            emptyFolders: NO_NAMES,
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
          // The import's report lists a failed upload by name.
          if (file) await putFile(next.url, file).catch(() => undefined);
        }
      };
      await Promise.all(Array.from({ length: UPLOADS_AT_ONCE }, worker));
    };

    const selectFirst = ({ importId, firstImageId }: ImportProgress) => {
      if (firstImageId === null || decided.has(importId)) return;
      decided.add(importId);
      const { selectedId, select } = library.getState();
      // Keep what the user has selected in the meantime.
      if (selectedId === null) select(firstImageId);
    };

    const tellEnd = async (progress: ImportProgress) => {
      const { refused, leftOut, emptyFolders } = progress;
      if (refused.length > 0 || leftOut.count > 0 || emptyFolders.count > 0) set({ report: progress });
      const first = progress.firstImageId === null ? null : await loader.load(progress.firstImageId);
      const summary = () => importSummary(progress, first?.name ?? null);
      if (summary() !== null) toasts.getState().show({ message: () => summary() ?? '' });
    };

    return {
      active: null,
      report: null,
      expectDrop: () => {
        // Only an optimization: the drop works without it.
        callMain(bridge.import.expect({})).catch(() => undefined);
      },
      importFiles: async (files) => {
        if (files.length === 0) return;
        try {
          const { importId, uploads } = await callMain(bridge.importFiles(files));
          begun(importId, files.length);
          await upload(importId, files, uploads);
        } catch (error) {
          say(error);
        }
      },
      importAddresses: async (pictures) => {
        try {
          const { importId } = await callMain(bridge.import.addresses({ pictures: [...pictures] }));
          begun(importId, pictures.length);
        } catch (error) {
          say(error);
        }
      },
      pick: async () => {
        try {
          const { importId } = await callMain(bridge.import.pick({}));
          if (importId !== null) begun(importId, 0);
        } catch (error) {
          say(error);
        }
      },
      importSamples: async () => {
        try {
          begun((await callMain(bridge.import.samples({}))).importId, 0);
        } catch (error) {
          say(error);
        }
      },
      cancel: async () => {
        const active = get().active;
        if (!active) return;
        stopped.add(active.importId);
        try {
          await callMain(bridge.import.cancel({ importId: active.importId }));
        } catch (error) {
          say(error);
        }
      },
      setProgress: (progress) => {
        selectFirst(progress);
        if (progress.state === 'running') {
          set({ active: progress });
          return;
        }
        stopped.add(progress.importId);
        if (get().active?.importId === progress.importId) set({ active: null });
        void tellEnd(progress);
      },
      dismissReport: () => set({ report: null }),
    };
  });
}
