import type { Bridge } from '@shared/contract.ts';
import type { EditEntry } from '@shared/domain/edit.ts';
import type { HistoryMarked, Snapshot } from '@shared/domain/history.ts';
import type { ImageRecord } from '@shared/domain/image.ts';
import type { PressId } from '@shared/domain/press.ts';
import type { RunReceipt } from '@shared/domain/receipt.ts';
import { createStore } from 'zustand/vanilla';
import { callMain } from '../../bridge/index.ts';
import { cachedEntries } from '../../stores/entities/cached-entries.ts';
import type { Entities } from '../../stores/entities/entities.ts';
import { showErrorToastWithSettings } from '../../stores/error-toast.ts';
import { isMadeBy, picturesMade } from '../../stores/made-pictures.ts';
import { createPresses, type Presses } from '../../stores/presses.ts';
import type { ToastStore } from '../../stores/toast-store.ts';

export interface HistoryState {
  /** The selected picture; null when there is none. */
  readonly imageId: number | null;
  /** The imported picture at the root of its tree. */
  readonly rootId: number | null;
  /** Edits of the whole tree, newest first, as far as they are loaded. The others follow automatically, up to a bound. */
  readonly editIds: readonly number[];
  /** The entries of `editIds` as they are now; the same list until one of them changes. */
  entries(): readonly EditEntry[];
  /** Whether older edits are not loaded. */
  readonly more: boolean;
  /** Whether they are being loaded. */
  readonly loadingMore: boolean;
  /** Named versions in the tree, newest first. */
  readonly snapshots: readonly Snapshot[];
  readonly phase: 'idle' | 'loading' | 'ready' | 'failed';
  /** The edit whose request is shown in full. */
  readonly selectedEditId: number | null;
  /** Follows the selection of the library. */
  selectImage(imageId: number | null): Promise<void>;
  /** Goes on beyond the bound. */
  loadMore(): Promise<void>;
  /** Something else is written on edits of this or another tree. */
  applyMarks(marked: HistoryMarked): Promise<void>;
  /** Pictures were removed, restored or renamed; null: any may have been. */
  refreshImages(ids: readonly number[] | null): Promise<void>;
  selectEdit(editId: number | null): void;
  /** The seed that made a result; null when nobody knows it any more. */
  seedOf(image: ImageRecord): Promise<number | null>;
  /** All that is known of a run; null when it cannot be read, which is said. */
  receiptOf(runId: number): Promise<RunReceipt | null>;
  /** Queues the same request again; null when that was refused, or the push belongs to the press before. */
  rerun(editId: number): Promise<EditEntry | null>;
}

/** So many edits are loaded without being asked for. */
export const LOADED_MAX = 5_000;
/** The pages of so many edits are shown at once: each showing lays the whole tree out. */
const SHOWN_TOGETHER = 300;
/** Most edits of one question by id. */
const ASKED_MAX = 50;

interface HistoryDeps {
  readonly toasts: ToastStore;
  readonly entities: Entities;
  readonly presses?: Presses;
}

/** The tree of edits that the selected picture belongs to. */
export function createHistoryStore(
  bridge: Bridge,
  { toasts, entities, presses = createPresses() }: HistoryDeps,
) {
  let generation = 0;
  const seeds = new Map<number, number>();

  return createStore<HistoryState>()((set, get) => {
    const say = (error: unknown) => showErrorToastWithSettings(bridge, toasts, error);
    const entries = cachedEntries(entities, () => get().editIds);
    entities.keep(() => {
      const { editIds, rootId } = get();
      return { edits: editIds, images: rootId === null ? [] : [rootId] };
    });
    entities.onRun(({ edit }) => {
      const { rootId, editIds } = get();
      if (edit.rootId !== rootId || editIds.includes(edit.id)) return;
      // An old edit beyond the loaded pages comes with its page.
      if (edit.id > (editIds[0] ?? 0)) set({ editIds: [edit.id, ...editIds] });
    });

    /** Loads pages until there are no more, or so many edits; what comes is shown in a few steps. */
    const loadUpTo = async (most: number) => {
      const mine = generation;
      const { imageId } = get();
      if (imageId === null || get().loadingMore) return;
      set({ loadingMore: true });
      let waiting: number[] = [];
      let { more } = get();
      const show = () => {
        if (waiting.length > 0) set((state) => ({ editIds: [...state.editIds, ...waiting], more }));
        waiting = [];
      };
      try {
        while (more && get().editIds.length + waiting.length < most) {
          const before = waiting.at(-1) ?? get().editIds.at(-1);
          if (before === undefined) break;
          const page = await callMain(bridge.history.tree({ imageId, before }));
          if (mine !== generation) return;
          waiting.push(...page.entries.map(({ edit }) => edit.id));
          more = page.more;
          if (waiting.length >= SHOWN_TOGETHER) show();
        }
        show();
      } catch (error) {
        if (mine !== generation) return;
        show();
        say(error);
      } finally {
        if (mine === generation) set({ loadingMore: false });
      }
    };

    const loadSnapshots = async () => {
      const mine = generation;
      const { imageId } = get();
      if (imageId === null) return;
      try {
        const { snapshots } = await callMain(bridge.history.snapshots({ imageId }));
        if (mine === generation) set({ snapshots });
      } catch (error) {
        if (mine === generation) say(error);
      }
    };

    /** Reads these edits again. */
    const refresh = async (editIds: readonly number[]) => {
      const mine = generation;
      const known = new Set(get().editIds);
      const wanted = editIds.filter((id) => known.has(id));
      try {
        // An answer holds as many as fit into one message: what did not is asked for again.
        for (let left = wanted; left.length > 0; ) {
          const answer = await callMain(bridge.history.entries({ editIds: left.slice(0, ASKED_MAX) }));
          if (mine !== generation || answer.entries.length === 0) return;
          const fresh = new Set(answer.entries.map(({ edit }) => edit.id));
          left = left.filter((id) => !fresh.has(id));
        }
      } catch (error) {
        if (mine === generation) say(error);
      }
    };

    const load = async (imageId: number, mine: number) => {
      try {
        const {
          rootId,
          more,
          entries: page,
        } = await callMain(bridge.history.tree({ imageId, before: null }));
        if (mine !== generation) return;
        const ids = page.map(({ edit }) => edit.id);
        // Those that were made while the answer was on its way.
        const newer = entities.editsOfRoot(rootId).filter((id) => id > (ids[0] ?? 0));
        set({ rootId, more, editIds: [...newer, ...ids], phase: 'ready' });
        await Promise.all([loadSnapshots(), loadUpTo(LOADED_MAX)]);
      } catch (error) {
        if (mine !== generation) return;
        set({ phase: 'failed', editIds: [], snapshots: [], more: false });
        say(error);
      }
    };

    return {
      imageId: null,
      rootId: null,
      editIds: [],
      entries,
      more: false,
      loadingMore: false,
      snapshots: [],
      phase: 'idle',
      selectedEditId: null,
      selectImage: async (imageId) => {
        const { phase, loadingMore } = get();
        // Events keep a tree that is loaded as it is; walking in it reads nothing again.
        if (imageId !== null && phase === 'ready' && !loadingMore && isInTree(get(), imageId)) {
          set({ imageId, selectedEditId: null, phase: 'loading' });
          set({ phase: 'ready' });
          return;
        }
        const mine = ++generation;
        if (imageId === null) {
          set({ ...NOTHING, imageId });
          return;
        }
        // Old entries stay until the new ones are there: most selections stay within one tree.
        set({ imageId, phase: 'loading', selectedEditId: null, loadingMore: false });
        await load(imageId, mine);
      },
      loadMore: () => loadUpTo(get().editIds.length + LOADED_MAX),
      applyMarks: async ({ editIds, snapshots }) => {
        await Promise.all([editIds.length > 0 && refresh(editIds), snapshots && loadSnapshots()]);
      },
      refreshImages: async (ids) => {
        const { rootId } = get();
        const changed = ids && new Set(ids);
        const touched = entries().filter(
          (entry) =>
            changed === null ||
            (changed.has(entry.edit.sourceImageId) && entry.edit.sourceImageId !== rootId) ||
            picturesMade(entry).some(({ id }) => changed.has(id)),
        );
        if (touched.length > 0) await refresh(touched.map(({ edit }) => edit.id));
      },
      selectEdit: (selectedEditId) => set({ selectedEditId }),
      seedOf: async ({ id, editId }) => {
        if (editId === null) return null;
        if (!seeds.has(editId)) {
          try {
            const page = await callMain(bridge.history.tree({ imageId: id, before: editId + 1 }));
            for (const { edit } of page.entries) seeds.set(edit.id, edit.request.seed);
          } catch {
            return null;
          }
        }
        return seeds.get(editId) ?? null;
      },
      receiptOf: async (runId) => {
        try {
          return await callMain(bridge.run.receipt({ runId }));
        } catch (error) {
          say(error);
          return null;
        }
      },
      rerun: async (editId) => {
        const again = async (press: PressId) => {
          try {
            return await callMain(bridge.edit.rerun({ press, editId }));
          } catch (error) {
            say(error);
            return null;
          }
        };
        return (await presses.once(`rerun ${requestKey(entries(), editId)}`, again)) ?? null;
      },
    };
  });
}

const NOTHING = {
  rootId: null,
  editIds: [],
  snapshots: [],
  more: false,
  loadingMore: false,
  phase: 'idle',
  selectedEditId: null,
} as const;

function isInTree({ entries, rootId }: HistoryState, imageId: number): boolean {
  return imageId === rootId || entries().some((entry) => isMadeBy(entry, imageId));
}

/** What a re-run is of: the same for an edit and for its re-runs, which a push may meet in its place a moment later. */
function requestKey(entries: readonly EditEntry[], editId: number): string {
  const edit = entries.find((entry) => entry.edit.id === editId)?.edit;
  if (!edit) return String(editId);
  return `${edit.sourceSha256} ${JSON.stringify([edit.request, edit.prepare, edit.finish])}`;
}
