import type { Bridge } from '@shared/contract.ts';
import type { Facets, LabelWithCount, SavedSearch } from '@shared/domain/facets.ts';
import { createStore } from 'zustand/vanilla';
import { callMain } from '../bridge/index.ts';
import { showErrorToast } from './error-toast.ts';
import type { ToastStore } from './toast-store.ts';
import { wholeList } from './whole-list.ts';

/** Maximum number of tags kept in memory: the most used ones. */
const TAGS_MAX = 100;
/** Shortest time between two loads of the counts, in milliseconds. */
const LOAD_EVERY_MS = 250;

export interface LabelsState {
  /** Number of pictures each filter would show. Null until loaded. */
  readonly facets: Facets | null;
  readonly collections: readonly LabelWithCount[];
  readonly searches: readonly SavedSearch[];
  /** The most used tags, the most used first. */
  readonly tags: readonly LabelWithCount[];
  /** The name of every tag that was loaded: also of those that are not among the most used. */
  readonly tagNames: ReadonlyMap<number, string>;
  /** Loads the counts, the tags, the collections and the saved searches. */
  load(): Promise<void>;
  /** Loads them again, when they were loaded before. */
  refresh(): void;
  /** The same for a series of events: loads at most once every `LOAD_EVERY_MS`. */
  refreshSoon(): void;
  /** Tags whose name starts with `beginning`, the most used first; none when they cannot be read (an error toast was shown). */
  completeTag(beginning: string, limit?: number): Promise<readonly LabelWithCount[]>;
  /** The tags of each of these pictures. */
  tagsOf(ids: readonly number[]): Promise<readonly (readonly LabelWithCount[])[]>;
}

export type LabelsStore = ReturnType<typeof createLabelsStore>;

/** Tags, collections, saved searches, and the number of pictures per filter. */
export function createLabelsStore(bridge: Bridge, toasts: ToastStore) {
  let loading: Promise<void> | null = null;
  let loadAgain = false;
  return createStore<LabelsState>()((set, get) => {
    const say = (error: unknown) => showErrorToast(toasts, error);

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

    const refresh = () => {
      if (get().facets) void get().load();
    };

    return {
      facets: null,
      collections: [],
      searches: [],
      tags: [],
      tagNames: new Map(),
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
      refresh,
      refreshSoon: throttled(refresh, LOAD_EVERY_MS),
      completeTag: async (beginning, limit = 20) => {
        try {
          const reply = bridge.library.completeTag({ beginning: beginning.slice(0, 100), limit });
          const { tags } = await callMain(reply);
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
