import type { Bridge } from '@shared/contract.ts';
import { DEFAULT_EXPORT, type ExportOptions, type ExportProgress } from '@shared/domain/export.ts';
import type { Target } from '@shared/domain/library-command.ts';
import { t } from '@shared/i18n/index.ts';
import { createStore } from 'zustand/vanilla';
import { CallError, callMain, messageOf } from '../../bridge/index.ts';
import { showErrorToast } from '../../stores/error-toast.ts';
import type { ToastStore } from '../../stores/toast-store.ts';

/** Delay (ms) after a change before the names are previewed. */
const PREVIEW_AFTER_MS = 120;

export interface ExportState {
  /** What to export while the dialog is open, otherwise null. */
  readonly target: Target | null;
  /** Number of pictures, or null while unknown. */
  readonly total: number | null;
  readonly folder: string | null;
  readonly options: ExportOptions;
  /** The first file names. */
  readonly names: readonly string[];
  /** Number of pictures exceeding the format's maximum size. */
  readonly tooLong: number;
  /** Message why it could not start. */
  readonly problem: string | null;
  /** The active export, or null. */
  readonly active: ExportProgress | null;
  /** The last export that skipped something, until dismissed. */
  readonly report: ExportProgress | null;
  /** Opens the dialog. Does nothing without pictures. */
  open(target: Target | null): Promise<void>;
  close(): void;
  setOptions(patch: Partial<ExportOptions>): void;
  /** Opens the system's folder dialog. */
  pickFolder(): Promise<void>;
  /** Starts the export and closes the dialog. Asks for a folder first if there is none. */
  start(): Promise<void>;
  cancel(): Promise<void>;
  setProgress(progress: ExportProgress): void;
  dismissReport(): void;
  /** Shows the last export in the system's file manager. */
  reveal(): Promise<void>;
  /** Shows a picture's stored file there. */
  revealPicture(id: number): Promise<void>;
  /** Whether a drag of pictures is a file drag from the start. */
  readonly dragsFiles: boolean;
  setDragsFiles(dragsFiles: boolean): void;
  /** Starts dragging pictures out of the window, unless the mouse button was released. Returns whether it did. */
  startDrag(target: Target, isHeld: () => boolean): Promise<boolean>;
}

export type ExportStore = ReturnType<typeof createExportStore>;

/** Exports of pictures. */
export function createExportStore(bridge: Bridge, toasts: ToastStore) {
  /** Exports that have ended: their last event may arrive before the answer to their start. */
  const over = new Set<number>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  return createStore<ExportState>()((set, get) => {
    const say = (error: unknown) => showErrorToast(toasts, error);

    async function preview(): Promise<void> {
      const { target, options } = get();
      if (!target) return;
      try {
        const { names, total, tooLong } = await callMain(bridge.export.preview({ target, options }));
        if (get().target === target && get().options === options) set({ names, total, tooLong });
      } catch (error) {
        // A name may be invalid while it is being typed.
        if (error instanceof CallError && error.code !== 'bad-request') say(error);
      }
    }

    /** Returns whether it succeeded. */
    async function quietly(work: () => Promise<unknown>): Promise<boolean> {
      try {
        await work();
        return true;
      } catch (error) {
        say(error);
        return false;
      }
    }

    function tellEnd(progress: ExportProgress): void {
      const { state, saved, skipped, failed, total, folder } = progress;
      if (failed > 0 || state === 'failed') set({ report: progress });
      const bad = state === 'failed' || (failed > 0 && saved === 0);
      toasts.getState().show({
        message: () =>
          state === 'cancelled'
            ? t.transfer.export.cancelled(saved, total)
            : state === 'failed'
              ? t.transfer.export.stopped(saved, total)
              : t.transfer.export.done(saved, skipped, failed, folder),
        tone: bad ? 'bad' : 'good',
        ...(saved > 0 && {
          action: { label: () => t.transfer.showInFolder, run: () => void get().reveal() },
        }),
      });
    }

    return {
      target: null,
      total: null,
      folder: null,
      options: DEFAULT_EXPORT,
      names: [],
      tooLong: 0,
      problem: null,
      active: null,
      report: null,
      open: async (target) => {
        if (!target) return;
        try {
          const { folder, options } = await callMain(bridge.export.settings({}));
          set({ target, folder, options, names: [], tooLong: 0, total: null, problem: null });
          await preview();
        } catch (error) {
          say(error);
        }
      },
      close: () => {
        clearTimeout(timer);
        set({ target: null, problem: null });
      },
      setOptions: (patch) => {
        set({ options: { ...get().options, ...patch }, problem: null });
        clearTimeout(timer);
        timer = setTimeout(() => void preview(), PREVIEW_AFTER_MS);
      },
      pickFolder: async () => {
        await quietly(async () => {
          const { folder } = await callMain(bridge.export.pickFolder({}));
          set({ folder, problem: null });
        });
      },
      start: async () => {
        const { target, options } = get();
        if (!target) return;
        if (get().folder === null) await get().pickFolder();
        if (get().folder === null) return;
        try {
          const { exportId, total } = await callMain(bridge.export.start({ target, options }));
          get().close();
          if (!over.has(exportId) && get().active?.exportId !== exportId)
            set({
              report: null,
              active: {
                exportId,
                state: 'running',
                done: 0,
                total,
                saved: 0,
                skipped: 0,
                failed: 0,
                failures: [],
                folder: '',
              },
            });
        } catch (error) {
          set({ problem: messageOf(error) });
        }
      },
      cancel: async () => {
        const { active } = get();
        if (active) await quietly(() => callMain(bridge.export.cancel({ exportId: active.exportId })));
      },
      setProgress: (progress) => {
        if (progress.state === 'running') {
          if (!over.has(progress.exportId)) set({ active: progress });
          return;
        }
        over.add(progress.exportId);
        if (get().active === null || get().active?.exportId === progress.exportId) set({ active: null });
        tellEnd(progress);
      },
      dismissReport: () => set({ report: null }),
      reveal: async () => void (await quietly(() => callMain(bridge.export.reveal({})))),
      revealPicture: async (id) => void (await quietly(() => callMain(bridge.image.reveal({ id })))),
      dragsFiles: false,
      setDragsFiles: (dragsFiles) => set({ dragsFiles }),
      startDrag: async (target, isHeld) => {
        const ready = await quietly(() => callMain(bridge.image.prepareDrag({ target })));
        if (!ready || !isHeld()) return false;
        return quietly(() => callMain(bridge.image.startDrag({ target })));
      },
    };
  });
}
