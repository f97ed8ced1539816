import type { Bridge } from '@shared/contract.ts';
import type { EngineId, ModelId } from '@shared/domain/model.ts';
import type { Watch, WatchSchedule } from '@shared/domain/watch.ts';
import type { AppError } from '@shared/errors.ts';
import { t } from '@shared/i18n/index.ts';
import { engineName, modelLabel } from '@shared/i18n/model-text.ts';
import { createStore } from 'zustand/vanilla';
import { callMain, errorOf } from '../../bridge/index.ts';
import { longDayText } from '../../format/time.ts';
import type { ChangesStore } from '../../stores/changes-store.ts';
import type { Presses } from '../../stores/presses.ts';
import type { ToastStore } from '../../stores/toast-store.ts';

/** A model with watched edits. */
export interface WatchedModel {
  readonly engine: EngineId;
  readonly model: ModelId;
}

export interface WatchStoreState {
  /** Null until they were loaded. */
  readonly watches: readonly Watch[] | null;
  readonly isOpen: boolean;
  /** Why a check was refused, or the list not loaded. */
  readonly problem: { readonly of: WatchedModel | null; readonly error: AppError } | null;
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

/** The watched edits and their dialog. A change that was found is announced until the user has seen it. */
export function createWatchStore(
  bridge: Bridge,
  {
    toasts,
    changes,
    presses,
  }: { readonly toasts: ToastStore; readonly changes: ChangesStore; readonly presses: Presses },
) {
  /** The edits whose finding was announced by this window. */
  const announced = new Set<number>();
  let loads = 0;

  return createStore<WatchStoreState>()((set, get) => {
    /** Announces new findings, or records that they are on the screen. */
    const tell = () => {
      const found = (get().watches ?? []).filter(({ different, seen }) => different !== null && !seen);
      if (found.length === 0) return;
      if (get().isOpen) {
        void bridge.watch.seen({ editIds: found.map(({ editId }) => editId) });
        return;
      }
      const fresh = found.filter(({ editId }) => !announced.has(editId));
      for (const { editId } of fresh) announced.add(editId);
      const [first] = fresh;
      if (!first?.different) return;
      const { engine, model } = first;
      const { at } = first.different.from;
      toasts.getState().show({
        message: () => t.watch.found(engineName(engine), modelLabel(model), longDayText(at)),
        tone: 'warn',
        action: { label: () => t.watch.show, run: () => get().open() },
      });
    };

    return {
      watches: null,
      isOpen: false,
      problem: null,
      open: () => {
        set({ isOpen: true, problem: null });
        void get().load();
      },
      close: () => set({ isOpen: false, problem: null }),
      load: async () => {
        loads += 1;
        const mine = loads;
        try {
          const { watches } = await callMain(bridge.watch.list({}));
          // A later answer has the newer list.
          if (mine !== loads) return;
          set({ watches });
          tell();
        } catch (error) {
          if (mine === loads && get().isOpen) set({ problem: { of: null, error: errorOf(error) } });
        }
      },
      has: (editId) => get().watches?.some((watch) => watch.editId === editId) ?? false,
      toggle: async (editId) => {
        if (get().has(editId)) return get().stop(editId);
        if (await changes.getState().run({ do: 'watch', edit: editId })) get().open();
      },
      stop: async (editId) => {
        await changes.getState().run({ do: 'stop-watching', edit: editId });
        await get().load();
      },
      setSchedule: async ({ engine, model }, schedule) => {
        await changes.getState().run({ do: 'schedule-watches', engine, model, schedule });
        await get().load();
      },
      check: async (of) => {
        const { engine, model } = of;
        set({ problem: null });
        try {
          // After a check has ended, the next one is another.
          const done = checksOf(get().watches ?? [], of);
          await presses.once(`check watched edits ${engine} ${model} ${done}`, (press) =>
            callMain(bridge.watch.check({ press, engine, model })),
          );
        } catch (error) {
          set({ problem: { of, error: errorOf(error) } });
        }
        await get().load();
      },
    };
  });
}

/** Number of measured re-runs of a model's watched edits. */
function checksOf(watches: readonly Watch[], { engine, model }: WatchedModel): number {
  return watches
    .filter((watch) => watch.engine === engine && watch.model === model)
    .reduce((sum, { checks }) => sum + checks, 0);
}
