import type { CommandId } from '@shared/domain/commands.ts';
import type { EditEntry } from '@shared/domain/edit.ts';
import { keysOf } from '@shared/domain/keybindings.ts';
import type { LibraryImage } from '@shared/domain/library-query.ts';
import type { Model } from '@shared/domain/model.ts';
import { type ModelOffer, offerOf } from '@shared/domain/model-offer.ts';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useSyncExternalStore,
} from 'react';
import { useStore } from 'zustand';
import type { BlameState } from '../features/blame/blame-store.ts';
import type { CompareState } from '../features/canvas/compare-store.ts';
import type { ChallengeState } from '../features/challenge/challenge-store.ts';
import type { ClosingState } from '../features/closing/closing-store.ts';
import type { ImportState } from '../features/drop/import-store.ts';
import type { BatchState } from '../features/edit/batch-store.ts';
import type { EditState } from '../features/edit/edit-store.ts';
import type { PresetState } from '../features/edit/preset-store.ts';
import type { PreviewState } from '../features/edit/preview-store.ts';
import type { PromptState } from '../features/edit/prompt-store.ts';
import type { ExportState } from '../features/export/export-store.ts';
import type { FinishManyState } from '../features/finish/finish-many-store.ts';
import type { FinishState } from '../features/finish/finish-store.ts';
import type { HistoryState } from '../features/history/history-store.ts';
import type { HistoryViewState } from '../features/history/history-view-store.ts';
import type { LibraryState } from '../features/library/library-state.ts';
import type { MaskState } from '../features/mask/mask-state.ts';
import type { MergeState } from '../features/merge/merge-store.ts';
import type { PaletteState } from '../features/palette/palette-store.ts';
import type { QueueState } from '../features/queue/queue-store.ts';
import type { PopoverState } from '../features/selection/popover-store.ts';
import type { BackupState } from '../features/settings/backup-store.ts';
import type { HealthState } from '../features/settings/health-store.ts';
import type { KeyState } from '../features/settings/key-store.ts';
import type { PlaceState } from '../features/settings/place-store.ts';
import type { UpdateStoreState } from '../features/settings/update-store.ts';
import type { UsageState } from '../features/settings/usage-store.ts';
import type { TroubleState } from '../features/shell/trouble-store.ts';
import type { WatchStoreState } from '../features/watch/watch-store.ts';
import type { ArrivalState } from './arrival-store.ts';
import type { ChangesState } from './changes-store.ts';
import type { FirstStepsState } from './first-steps-store.ts';
import type { Stores } from './index.ts';
import type { LabelsState } from './labels-store.ts';
import type { NetworkState } from './network-store.ts';
import { imageUrl } from './picture-urls.ts';
import type { SettingsState } from './settings-store.ts';
import type { ToastState } from './toast-store.ts';
import type { ViewState } from './view-store.ts';

const StoresContext = createContext<Stores | null>(null);

/** Provides the window's stores to its children. */
export function StoresProvider({
  stores,
  children,
}: {
  readonly stores: Stores;
  readonly children: ReactNode;
}) {
  return <StoresContext value={stores}>{children}</StoresContext>;
}

/** Returns the stores, for `getState()` in handlers. */
export function useStores(): Stores {
  const stores = useContext(StoresContext);
  if (!stores) throw new Error('StoresProvider is missing');
  return stores;
}

const NO_SUBSCRIPTION = () => () => {};

/**
 * Returns an image as cached, and loads it if it is missing or outdated. Rerenders only if this image
 * changes.
 */
export function useImage(id: number | null): LibraryImage | undefined {
  const { entities, loader } = useStores();
  const { images } = entities;
  const subscribe = useCallback(
    (listener: () => void) => (id === null ? NO_SUBSCRIPTION() : images.subscribe(id, listener)),
    [images, id],
  );
  useEffect(() => {
    if (id !== null) void loader.load(id);
  }, [loader, id]);
  return useSyncExternalStore(subscribe, () => (id === null ? undefined : images.get(id)));
}

/** Whether an image is known to be gone. Until it is loaded, `useImage` returns nothing either. */
export function useIsGone(id: number): boolean {
  const { images } = useStores().entities;
  const subscribe = useCallback((listener: () => void) => images.subscribe(id, listener), [images, id]);
  return useSyncExternalStore(subscribe, () => images.isGone(id));
}

/** Returns a value derived from several images. Objects and arrays must stay identical while unchanged. */
export function useImages<T>(select: (imageOf: (id: number) => LibraryImage | undefined) => T): T {
  const { entities } = useStores();
  return useSyncExternalStore(entities.onImages, () => select(entities.images.get.bind(entities.images)));
}

/** Entries of the current tree, newest first. */
export const useHistoryEntries = (): readonly EditEntry[] => useEntries(useStores().history);
/** Entries of the queue in order. */
export const useQueueEntries = (): readonly EditEntry[] => useEntries(useStores().queue);

function useEntries(store: Stores['history'] | Stores['queue']): readonly EditEntry[] {
  const { entities } = useStores();
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = [entities.onEdits(listener), store.subscribe(listener)];
      return () => {
        for (const stop of stops) stop();
      };
    },
    [entities, store],
  );
  return useSyncExternalStore(subscribe, store.getState().entries);
}

// A selector that builds an object or array needs `useShallow`.
export const useLibrary = <T,>(selector: (state: LibraryState) => T): T =>
  useStore(useStores().library, selector);
export const useLabels = <T,>(selector: (state: LabelsState) => T): T =>
  useStore(useStores().labels, selector);
export const useChanges = <T,>(selector: (state: ChangesState) => T): T =>
  useStore(useStores().changes, selector);
export const usePopovers = <T,>(selector: (state: PopoverState) => T): T =>
  useStore(useStores().popovers, selector);
export const useTroubles = <T,>(selector: (state: TroubleState) => T): T =>
  useStore(useStores().troubles, selector);
export const useCompare = <T,>(selector: (state: CompareState) => T): T =>
  useStore(useStores().compare, selector);
export const useEdit = <T,>(selector: (state: EditState) => T): T => useStore(useStores().edit, selector);
export const useArrivals = <T,>(selector: (state: ArrivalState) => T): T =>
  useStore(useStores().arrivals, selector);
/** Substitute for a thumbnail that is being made: the picture itself, if it is a new result. */
export const useStandIn = (sha256: string | undefined): string | null =>
  useArrivals((state) => (sha256 !== undefined && state.newest.includes(sha256) ? imageUrl(sha256) : null));
export const useBatch = <T,>(selector: (state: BatchState) => T): T => useStore(useStores().batch, selector);
export const usePresets = <T,>(selector: (state: PresetState) => T): T =>
  useStore(useStores().presets, selector);
export const usePrompts = <T,>(selector: (state: PromptState) => T): T =>
  useStore(useStores().prompts, selector);
export const useHistory = <T,>(selector: (state: HistoryState) => T): T =>
  useStore(useStores().history, selector);
export const useHistoryView = <T,>(selector: (state: HistoryViewState) => T): T =>
  useStore(useStores().historyView, selector);
export const useQueue = <T,>(selector: (state: QueueState) => T): T => useStore(useStores().queue, selector);
export const useMasks = <T,>(selector: (state: MaskState) => T): T => useStore(useStores().masks, selector);
export const useFinish = <T,>(selector: (state: FinishState) => T): T =>
  useStore(useStores().finish, selector);
export const useFinishMany = <T,>(selector: (state: FinishManyState) => T): T =>
  useStore(useStores().finishMany, selector);
export const useBlame = <T,>(selector: (state: BlameState) => T): T => useStore(useStores().blame, selector);
export const useMerge = <T,>(selector: (state: MergeState) => T): T => useStore(useStores().merge, selector);
export const useView = <T,>(selector: (state: ViewState) => T): T => useStore(useStores().view, selector);
export const useSettings = <T,>(selector: (state: SettingsState) => T): T =>
  useStore(useStores().settings, selector);
/** The displayed keys of a command, or undefined. */
export const useKeysOf = (command: CommandId): string | undefined =>
  useSettings((state) => keysOf(command, state.settings.keys)[0]);
export const useImports = <T,>(selector: (state: ImportState) => T): T =>
  useStore(useStores().imports, selector);
export const useExports = <T,>(selector: (state: ExportState) => T): T =>
  useStore(useStores().exports, selector);
export const useToasts = <T,>(selector: (state: ToastState) => T): T =>
  useStore(useStores().toasts, selector);
/** Renders again when the engines or models change. */
export const useCatalog = (): number => useStore(useStores().engines, (state) => state.revision);
/** What the service of a model says about it, or null. */
export const useOffer = (model: Pick<Model, 'engine' | 'id'>): ModelOffer | null =>
  useStore(useStores().engines, (state) => offerOf(state.offers, model));
export const useKey = <T,>(selector: (state: KeyState) => T): T => useStore(useStores().key, selector);
export const useChallenge = <T,>(selector: (state: ChallengeState) => T): T =>
  useStore(useStores().challenge, selector);
export const useWatch = <T,>(selector: (state: WatchStoreState) => T): T =>
  useStore(useStores().watch, selector);
export const useClosing = <T,>(selector: (state: ClosingState) => T): T =>
  useStore(useStores().closing, selector);
export const useNetwork = <T,>(selector: (state: NetworkState) => T): T =>
  useStore(useStores().network, selector);
export const useBackups = <T,>(selector: (state: BackupState) => T): T =>
  useStore(useStores().backups, selector);
export const usePlace = <T,>(selector: (state: PlaceState) => T): T => useStore(useStores().place, selector);
export const useHealth = <T,>(selector: (state: HealthState) => T): T =>
  useStore(useStores().health, selector);
export const useUsage = <T,>(selector: (state: UsageState) => T): T => useStore(useStores().usage, selector);
/** Returns today's cap on paid runs if it is reached, otherwise null. */
export function useCapReached(): number | null {
  const cap = useSettings((state) => state.settings.dailyCap);
  const paid = useUsage((state) => state.summary?.paidToday ?? 0);
  return paid >= cap ? cap : null;
}
export const useUpdates = <T,>(selector: (state: UpdateStoreState) => T): T =>
  useStore(useStores().updates, selector);
/** Whether an update address is set, by the user or the build. */
export const useHasFeed = (): boolean => {
  const isBuiltIn = useUpdates(({ state }) => state?.hasBuiltInFeed ?? false);
  return useSettings(({ settings }) => settings.updateFeed !== null) || isBuiltIn;
};
export const usePreview = <T,>(selector: (state: PreviewState) => T): T =>
  useStore(useStores().preview, selector);
export const usePalette = <T,>(selector: (state: PaletteState) => T): T =>
  useStore(useStores().palette, selector);
export const useFirstSteps = <T,>(selector: (state: FirstStepsState) => T): T =>
  useStore(useStores().firstSteps, selector);
