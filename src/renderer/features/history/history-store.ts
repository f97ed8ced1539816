import type { Bridge } from '@shared/contract.ts';
import type { EditEntry } from '@shared/domain/edit.ts';
import type { HistoryMarked, Snapshot } from '@shared/domain/history.ts';
import type { ImageRecord } from '@shared/domain/image.ts';
import type { MergedPicture } from '@shared/domain/merge.ts';
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
  /** The selected picture, or null. */
  readonly imageId: number | null;
  /** The imported picture at the root of its tree. */
  readonly rootId: number | null;
  /** Loaded edits of the tree, newest first. The rest is loaded automatically, up to a limit. */
  readonly editIds: readonly number[];
  /** Current entries of `editIds`. The list is identical until one of them changes. */
  entries(): readonly EditEntry[];
  /** Whether older edits aren't loaded. */
  readonly more: boolean;
  /** Whether they are being loaded. */
  readonly loadingMore: boolean;
  /** Snapshots in the tree, newest first. */
  readonly snapshots: readonly Snapshot[];
  /** Merged pictures in the tree, newest first. */
  readonly merges: readonly MergedPicture[];
  readonly phase: 'idle' | 'loading' | 'ready' | 'failed';
  /** The edit whose full request is shown. */
  readonly selectedEditId: number | null;
  /** Follows the library's selection. */
  selectImage(imageId: number | null): Promise<void>;
  /** Loads beyond the limit. */
  loadMore(): Promise<void>;
  /** Annotations of edits in this or another tree changed. */
  applyMarks(marked: HistoryMarked): Promise<void>;
  /** Pictures were removed, restored or renamed. Null: any may have been. */
  refreshImages(ids: readonly number[] | null): Promise<void>;
  selectEdit(editId: number | null): void;
  /** Returns the seed of a result, or null if unknown. */
  seedOf(image: ImageRecord): Promise<number | null>;
  /** Returns everything known about a run. Null if unreadable, which is shown. */
  receiptOf(runId: number): Promise<RunReceipt | null>;
  /** Queues the same request. Returns null if it was refused or repeats the previous press. */
  rerun(editId: number): Promise<EditEntry | null>;
}

/** Maximum number of edits loaded automatically. */
export const LOADED_MAX = 5_000;
/** Edits added to the view at once, because each addition lays out the whole tree. */
const SHOWN_TOGETHER = 300;
/** Maximum number of edits per request by id. */
const ASKED_MAX = 50;

interface HistoryDeps {
  readonly toasts: ToastStore;
  readonly entities: Entities;
  readonly presses?: Presses;
}

/** The tree of edits of the selected picture. */
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
      // An older edit beyond the loaded pages arrives with its page.
      if (edit.id > (editIds[0] ?? 0)) set({ editIds: [edit.id, ...editIds] });
    });

    /** Loads pages up to a number of edits and shows them in a few steps. */
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

    const loadMerges = async () => {
      const mine = generation;
      const { imageId } = get();
      if (imageId === null) return;
      try {
        const { merges } = await callMain(bridge.history.merges({ imageId }));
        if (mine === generation) set({ merges });
      } catch (error) {
        if (mine === generation) say(error);
      }
    };

    /** Reloads these edits. */
    const refresh = async (editIds: readonly number[]) => {
      const mine = generation;
      const known = new Set(get().editIds);
      const wanted = editIds.filter((id) => known.has(id));
      try {
        // An answer contains what fits into one message. The rest is requested again.
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
        // Edits created while the answer was on its way.
        const newer = entities.editsOfRoot(rootId).filter((id) => id > (ids[0] ?? 0));
        set({ rootId, more, editIds: [...newer, ...ids], phase: 'ready' });
        await Promise.all([loadSnapshots(), loadMerges(), loadUpTo(LOADED_MAX)]);
      } catch (error) {
        if (mine !== generation) return;
        set({ phase: 'failed', editIds: [], snapshots: [], merges: [], more: false });
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
      merges: [],
      phase: 'idle',
      selectedEditId: null,
      selectImage: async (imageId) => {
        const { phase, loadingMore } = get();
        // Events keep a loaded tree up to date, so moving in it loads nothing.
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
        // Old entries stay until the new ones arrive: most selections stay within one tree.
        set({ imageId, phase: 'loading', selectedEditId: null, loadingMore: false });
        await load(imageId, mine);
      },
      loadMore: () => loadUpTo(get().editIds.length + LOADED_MAX),
      applyMarks: async ({ editIds, snapshots, merges }) => {
        await Promise.all([
          editIds.length > 0 && refresh(editIds),
          snapshots && loadSnapshots(),
          merges && loadMerges(),
        ]);
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
  merges: [],
  more: false,
  loadingMore: false,
  phase: 'idle',
  selectedEditId: null,
} as const;

function isInTree({ entries, merges, rootId }: HistoryState, imageId: number): boolean {
  return (
    imageId === rootId ||
    merges.some(({ image }) => image.id === imageId) ||
    entries().some((entry) => isMadeBy(entry, imageId))
  );
}

/**
 * Identifies the request of an edit and its re-runs, since a repeated press may hit the re-run that just
 * replaced it.
 */
function requestKey(entries: readonly EditEntry[], editId: number): string {
  const edit = entries.find((entry) => entry.edit.id === editId)?.edit;
  if (!edit) return String(editId);
  return `${edit.sourceSha256} ${JSON.stringify([edit.request, edit.references, edit.prepare, edit.finish])}`;
}
