import type { Bridge } from '@shared/contract.ts';
import type {
  ChangeProgress,
  CommandResult,
  LibraryChange,
  LibraryCommand,
  Target,
  UndoState,
} from '@shared/domain/library-command.ts';
import { t } from '@shared/i18n/index.ts';
import { createStore } from 'zustand/vanilla';
import { callMain } from '../bridge/index.ts';
import { doneSentence, replayedSentence } from '../format/change-text.ts';
import { bytesText } from '../format/file-info.ts';
import { type Attention, createAttention, type Moment } from './attention.ts';
import { showErrorToast } from './error-toast.ts';
import type { LabelsStore } from './labels-store.ts';
import type { LocalizedText, ToastStore } from './toast-store.ts';

/** Delay (ms) before the progress of a change is shown. */
const PROGRESS_AFTER_MS = 300;

export interface ChangesState {
  /** What *Undo* and *Redo* would do. */
  readonly undoState: UndoState;
  /** Progress of a change of many pictures; null when none is running. */
  readonly progress: ChangeProgress | null;
  start(undoState: UndoState): void;
  applyChange(change: LibraryChange): void;
  setProgress(progress: ChangeProgress): void;
  /**
   * Runs a command and shows a toast with *Undo*. Returns null if it failed (an error toast was shown).
   * `picture` and `preset` name the changed item. With `quiet`, the caller reports the result.
   */
  run(
    command: LibraryCommand,
    about?: {
      readonly picture?: string | undefined;
      readonly preset?: string | undefined;
      readonly quiet?: boolean;
    },
  ): Promise<CommandResult | null>;
  /** Deletes pictures of the Trash permanently, which cannot be undone, and shows a toast. */
  purge(target: Target): Promise<void>;
  /** Shows a toast with *Undo* for a change that was made another way. */
  showUndoToast(message: LocalizedText): void;
  /** Whether nothing was done since the user's last change, *Undo* or *Redo*. */
  isLastPress(): boolean;
  /** Undoes the last change and reports it. Returns false if there was none. */
  undo(): Promise<boolean>;
  redo(): Promise<boolean>;
}

export type ChangesStore = ReturnType<typeof createChangesStore>;

/** Runs every change of the library that can be undone, and undoes it. `labels` has the names for the toasts. */
export function createChangesStore(
  bridge: Bridge,
  { toasts, labels }: { readonly toasts: ToastStore; readonly labels: LabelsStore },
  attention: Attention = createAttention(),
) {
  /** The toast whose *Undo* or *Redo* is about the last change: an older one would take back something else. */
  let undoToastId: number | null = null;
  /** Start of the first active change, and the number of active ones. */
  let runningSince = 0;
  let running = 0;
  /** When the user triggered the last change. */
  let pressed: Moment = attention.now();

  return createStore<ChangesState>()((set, get) => {
    const say = (error: unknown) => showErrorToast(toasts, error);

    const dismissUndoToast = () => {
      if (undoToastId !== null) toasts.getState().dismiss(undoToastId);
      undoToastId = null;
    };
    const showUndoToastFor = (message: LocalizedText, way: 'undo' | 'redo') => {
      dismissUndoToast();
      undoToastId = toasts.getState().show({
        message,
        action: { label: () => t.common[way], run: () => void get()[way]() },
      });
    };

    const runTracked = async <T>(work: () => Promise<T>): Promise<T | null> => {
      pressed = attention.now();
      if (running === 0) runningSince = performance.now();
      running += 1;
      try {
        return await work();
      } catch (error) {
        say(error);
        return null;
      } finally {
        running -= 1;
        if (running === 0) set({ progress: null });
      }
    };

    const replay = async (way: 'undo' | 'redo'): Promise<boolean> => {
      const answer = await runTracked(() => callMain(bridge.library[way]({})));
      if (answer === null) return true;
      if (answer.done === null) {
        toasts
          .getState()
          .show({ message: () => (way === 'undo' ? t.changes.nothingToUndo : t.changes.nothingToRedo) });
        return false;
      }
      const { done } = answer;
      showUndoToastFor(() => replayedSentence(done, way), way === 'undo' ? 'redo' : 'undo');
      return true;
    };

    return {
      undoState: { undo: null, redo: null },
      progress: null,
      start: (undoState) => set({ undoState }),
      applyChange: ({ undoable: undoState }) => set({ undoState }),
      setProgress: (progress) => {
        if (running > 0 && performance.now() - runningSince >= PROGRESS_AFTER_MS) set({ progress });
      },
      run: async (command, { picture, preset, quiet = false } = {}) => {
        // As they are called now: afterwards some may be gone.
        const { collections, searches, tags } = labels.getState();
        const done = await runTracked(() => callMain(bridge.library.change({ command })));
        if (done === null) return null;
        const known = { collections, searches, tags, picture, preset };
        const says = doneSentence(command, done, known) !== null;
        // The change an older toast offers to undo is no longer the last one.
        if (done.count > 0 || done.id !== null) dismissUndoToast();
        if (says && !quiet) showUndoToastFor(() => doneSentence(command, done, known) ?? '', 'undo');
        return done;
      },
      purge: async (target) => {
        const done = await runTracked(() => callMain(bridge.library.purge({ target })));
        if (!done || done.count === 0) return;
        dismissUndoToast();
        toasts
          .getState()
          .show({ message: () => t.changes.did.purge(done.count, bytesText(done.bytes)), tone: 'good' });
      },
      showUndoToast: (message) => showUndoToastFor(message, 'undo'),
      isLastPress: () => attention.hasStayed(pressed),
      undo: () => replay('undo'),
      redo: () => replay('redo'),
    };
  });
}
