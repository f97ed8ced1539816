import type { Bridge } from '@shared/contract.ts';
import type { EngineId, ModelId } from '@shared/domain/model.ts';
import type { Watch, WatchSchedule } from '@shared/domain/watch.ts';
import type { AppError } from '@shared/errors.ts';
import { t } from '@shared/i18n/index.ts';
import { createStore } from 'zustand/vanilla';
import { callMain, errorOf } from '../../bridge/index.ts';
import type { ChangesStore } from '../../stores/changes-store.ts';
import type { Presses } from '../../stores/presses.ts';
import type { ToastStore } from '../../stores/toast-store.ts';
import { foundText } from './watch-text.ts';

/** A model with watched edits. */
export interface WatchedModel {
  readonly engine: EngineId;
  readonly model: ModelId;
}

export interface WatchStoreState {
  /** As last loaded. Null before. */
  readonly watches: readonly Watch[] | null;
  readonly isOpen: boolean;
  /** Why the last load failed while the dialog was open. */
  readonly loadError: AppError | null;
  /** Why a check was refused. */
  readonly refusal: { readonly of: WatchedModel; readonly error: AppError } | null;
  /** Changes that were found while the dialog is open, for screen readers. */
  readonly found: readonly Watch[];
  open(): void;
  close(): void;
  load(): Promise<void>;
  has(editId: number): boolean;
  /** Watches an edit and shows the list, or stops watching it. */
  toggle(editId: number): Promise<void>;
  stop(editId: number): Promise<void>;
  setSchedule(of: WatchedModel, schedule: WatchSchedule): Promise<void>;
  /** Re-runs the watched edits of a model. */
  check(of: WatchedModel): Promise<void>;
}

interface WatchStoreDeps {
  readonly toasts: ToastStore;
  readonly changes: ChangesStore;
  readonly presses: Presses;
}

/**
 * The watched edits and their dialog. The event `watch.changed` reloads them, also after this window's own changes. A
 * change that was found is announced until the user has seen it.
 */
export function createWatchStore(bridge: Bridge, { toasts, changes, presses }: WatchStoreDeps) {
  /** The changes that were announced by this window. */
  const announced = new Set<string>();
  let loading: Promise<void> | null = null;
  let isOutdated = false;

  return createStore<WatchStoreState>()((set, get) => {
    /** Announces new findings, and records those that are on the screen as seen. */
    const reportFound = () => {
      const unseen = (get().watches ?? []).filter(({ different, seen }) => different !== null && !seen);
      const fresh = unseen.filter((watch) => !announced.has(findingKey(watch)));
      for (const watch of fresh) announced.add(findingKey(watch));
      if (get().isOpen) {
        if (unseen.length > 0) void bridge.watch.seen({ editIds: unseen.map(({ editId }) => editId) });
        if (fresh.length > 0) set({ found: fresh });
        return;
      }
      if (fresh.length === 0) return;
      toasts.getState().show({
        message: () => foundText(fresh),
        tone: 'warn',
        action: { label: () => t.watch.show, run: () => get().open() },
      });
    };

    const loadUntilCurrent = async () => {
      do {
        isOutdated = false;
        try {
          const { watches } = await callMain(bridge.watch.list({}));
          set({ watches, loadError: null });
          reportFound();
        } catch (error) {
          if (get().isOpen) set({ loadError: errorOf(error) });
        }
      } while (isOutdated);
      loading = null;
    };

    const show = () => set({ isOpen: true, refusal: null, found: [] });

    return {
      watches: null,
      isOpen: false,
      loadError: null,
      refusal: null,
      found: [],
      open: () => {
        show();
        void get().load();
      },
      close: () => set({ isOpen: false, loadError: null, refusal: null, found: [] }),
      load: () => {
        // Changes during a load need one more, however many there are: each of a model's re-runs is one.
        if (loading) isOutdated = true;
        else loading = loadUntilCurrent();
        return loading;
      },
      has: (editId) => get().watches?.some((watch) => watch.editId === editId) ?? false,
      toggle: async (editId) => {
        if (get().has(editId)) return get().stop(editId);
        if (!(await changes.getState().run({ do: 'watch', edit: editId }))) return;
        // The list with the edit, not the one before it.
        await loading;
        show();
        reportFound();
      },
      stop: async (editId) => void (await changes.getState().run({ do: 'stop-watching', edit: editId })),
      setSchedule: async ({ engine, model }, schedule) =>
        void (await changes.getState().run({ do: 'schedule-watches', engine, model, schedule })),
      check: async (of) => {
        const { engine, model } = of;
        try {
          // After a check has ended, the next one is another.
          const done = checksOf(get().watches ?? [], of);
          await presses.once(`check watched edits ${engine} ${model} ${done}`, (press) => {
            set({ refusal: null });
            return callMain(bridge.watch.check({ press, engine, model }));
          });
        } catch (error) {
          set({ refusal: { of, error: errorOf(error) } });
        }
      },
    };
  });
}

/** Identifies a change that was found: a watched edit may find another one later. */
function findingKey({ editId, different }: Watch): string {
  return `${editId} ${different?.from.imageId} ${different?.from.at}`;
}

/** Number of measured re-runs of a model's watched edits. */
function checksOf(watches: readonly Watch[], { engine, model }: WatchedModel): number {
  return watches
    .filter((watch) => watch.engine === engine && watch.model === model)
    .reduce((sum, { checks }) => sum + checks, 0);
}
