import type { Bridge } from '@shared/contract.ts';
import type { Facets, LabelWithCount, SavedSearch } from '@shared/domain/facets.ts';
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
import { callMain } from '../../bridge/index.ts';
import { bytesText } from '../../format/file-info.ts';
import { type Attention, createAttention, type Moment } from '../../stores/attention.ts';
import { showErrorToast } from '../../stores/error-toast.ts';
import type { LocalizedText, ToastStore } from '../../stores/toast-store.ts';
import { doneSentence, replayedSentence } from './organise-words.ts';
import { wholeList } from './whole-list.ts';

/** Most tags that are kept at hand: the most used ones. */
const TAGS_MAX = 100;
/** Counts are asked for anew at most so often, in milliseconds. */
const LOAD_EVERY_MS = 250;
/** Delay (ms) before the progress of a change is shown. */
const PROGRESS_AFTER_MS = 300;

/** What is asked of the selected pictures by a key or a button, in a popover of its own. */
export type SelectionPopover = 'tags' | 'rename' | 'collect' | 'remove';

export interface OrganiseState {
  /** Null until they were asked for. */
  readonly facets: Facets | null;
  readonly collections: readonly LabelWithCount[];
  readonly searches: readonly SavedSearch[];
  /** The most used tags, the most used first. */
  readonly tags: readonly LabelWithCount[];
  /** What every tag that was seen is called: also of those that are not among the most used. */
  readonly tagNames: ReadonlyMap<number, string>;
  /** What *Undo* and *Redo* would do. */
  readonly undoState: UndoState;
  /** Progress of a change of many pictures; null when none is running. */
  readonly progress: ChangeProgress | null;
  readonly popover: SelectionPopover | null;
  start(undoState: UndoState): void;
  /** Asks for the counts, the tags, the collections and the saved searches. */
  load(): Promise<void>;
  applyChange(change: LibraryChange): void;
  /** Pictures came, or edits of them went on: what is shown of the counts is old. */
  refreshCounts(): void;
  setProgress(progress: ChangeProgress): void;
  openPopover(asked: SelectionPopover | null): void;
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
  /** Says what a change did that was made another way, with *Undo*. */
  showUndoToast(message: LocalizedText): void;
  /** Whether nothing was done since the person last pressed for a change, *Undo* or *Redo*. */
  isLastPress(): boolean;
  /** Says what was taken back; false when there was nothing. */
  undo(): Promise<boolean>;
  redo(): Promise<boolean>;
  /** Tags whose name begins so, the most used first; none when they cannot be read, which was said. */
  completeTag(beginning: string, limit?: number): Promise<readonly LabelWithCount[]>;
  /** The tags of each of these pictures. */
  tagsOf(ids: readonly number[]): Promise<readonly (readonly LabelWithCount[])[]>;
}

export type OrganiseStore = ReturnType<typeof createOrganiseStore>;

/** How the pictures are put in order, and every change of that. */
export function createOrganiseStore(
  bridge: Bridge,
  toasts: ToastStore,
  attention: Attention = createAttention(),
) {
  let loading: Promise<void> | null = null;
  let loadAgain = false;
  /** The toast whose *Undo* or *Redo* is about the last change: an older one would take back something else. */
  let undoToastId: number | null = null;
  /** When the first of the changes that go on began, and how many there are. */
  let runningSince = 0;
  let running = 0;
  /** When the person pressed for the last of the changes. */
  let pressed: Moment = attention.now();

  return createStore<OrganiseState>()((set, get) => {
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
          .show({ message: () => (way === 'undo' ? t.organise.nothingToUndo : t.organise.nothingToRedo) });
        return false;
      }
      const { done } = answer;
      showUndoToastFor(() => replayedSentence(done, way), way === 'undo' ? 'redo' : 'undo');
      return true;
    };

    const learn = (tags: readonly LabelWithCount[]) => {
      const { tagNames } = get();
      if (tags.every(({ id, name }) => tagNames.get(id) === name)) return;
      set({ tagNames: new Map([...tagNames, ...tags.map(({ id, name }) => [id, name] as const)]) });
    };

    const loadOnce = async () => {
      try {
        const [facets, collections, searches, { tags }] = await Promise.all([
          callMain(bridge.library.facets({})),
          wholeList(async (after) => {
            const { collections: items, next } = await callMain(bridge.library.collections({ after }));
            return { items, next };
          }),
          wholeList(async (after) => {
            const { searches: items, next } = await callMain(bridge.library.searches({ after }));
            return { items, next };
          }),
          callMain(bridge.library.completeTag({ beginning: '', limit: TAGS_MAX })),
        ]);
        set({ facets, collections, searches, tags });
        learn(tags);
      } catch (error) {
        say(error);
      }
    };

    return {
      facets: null,
      collections: [],
      searches: [],
      tags: [],
      tagNames: new Map(),
      undoState: { undo: null, redo: null },
      progress: null,
      popover: null,
      start: (undoState) => set({ undoState }),
      load: async () => {
        // One at a time: the answer to an older question never comes last.
        if (loading) {
          loadAgain = true;
          return loading;
        }
        loading = loadOnce();
        await loading;
        loading = null;
        if (!loadAgain) return;
        loadAgain = false;
        await get().load();
      },
      applyChange: ({ undoable: undoState }) => {
        set({ undoState });
        if (get().facets) void get().load();
      },
      refreshCounts: throttled(() => {
        if (get().facets) void get().load();
      }, LOAD_EVERY_MS),
      setProgress: (progress) => {
        if (running > 0 && performance.now() - runningSince >= PROGRESS_AFTER_MS) set({ progress });
      },
      openPopover: (popover) => set({ popover }),
      run: async (command, { picture, preset, quiet = false } = {}) => {
        // As they are called now: afterwards some may be gone.
        const { collections, searches, tags } = get();
        const done = await runTracked(() => callMain(bridge.library.change({ command })));
        if (done === null) return null;
        const known = { collections, searches, tags, picture, preset };
        const says = doneSentence(command, done, known) !== null;
        // What an older toast offers to take back is no longer the last change.
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
          .show({ message: () => t.organise.did.purge(done.count, bytesText(done.bytes)), tone: 'good' });
      },
      showUndoToast: (message) => showUndoToastFor(message, 'undo'),
      isLastPress: () => attention.hasStayed(pressed),
      undo: () => replay('undo'),
      redo: () => replay('redo'),
      completeTag: async (beginning, limit = 20) => {
        try {
          const asked = bridge.library.completeTag({ beginning: beginning.slice(0, 100), limit });
          const { tags } = await callMain(asked);
          learn(tags);
          return tags;
        } catch (error) {
          say(error);
          return [];
        }
      },
      tagsOf: async (ids) => {
        try {
          const answers = ids.map((imageId) => callMain(bridge.library.tagsOf({ imageId })));
          return (await Promise.all(answers)).map(({ tags }) => tags);
        } catch (error) {
          say(error);
          return ids.map(() => []);
        }
      },
    };
  });
}

/** Calls at most once every `everyMs`, and once more after the last request. */
function throttled(call: () => void, everyMs: number): () => void {
  let due = false;
  return () => {
    if (due) return;
    due = true;
    setTimeout(() => {
      due = false;
      call();
    }, everyMs);
  };
}
