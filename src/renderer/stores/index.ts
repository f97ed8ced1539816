import type { Bridge } from '@shared/contract.ts';
import { type LocalParts, NO_LOCAL_PARTS } from '@shared/domain/edit.ts';
import { chosenModel } from '@shared/domain/engine-catalog.ts';
import { t } from '@shared/i18n/index.ts';
import { getBlameMap, getMask, putMask } from '../bridge/index.ts';
import { createMaskWorker } from '../canvas/mask/client.ts';
import { createBlameStore } from '../features/blame/blame-store.ts';
import { createCompareStore } from '../features/canvas/compare-store.ts';
import { createChallengeStore } from '../features/challenge/challenge-store.ts';
import { createClosingStore } from '../features/closing/closing-store.ts';
import { createImportStore } from '../features/drop/import-store.ts';
import { createBatchStore } from '../features/edit/batch-store.ts';
import { createEditStore } from '../features/edit/edit-store.ts';
import { createPresetStore } from '../features/edit/preset-store.ts';
import { createPreviewStore } from '../features/edit/preview-store.ts';
import { createPromptStore } from '../features/edit/prompt-store.ts';
import { createExportStore } from '../features/export/export-store.ts';
import { createFinishManyStore } from '../features/finish/finish-many-store.ts';
import { createFinishStore } from '../features/finish/finish-store.ts';
import { createHistoryStore } from '../features/history/history-store.ts';
import { createHistoryViewStore } from '../features/history/history-view-store.ts';
import { createLibraryStore } from '../features/library/library-store.ts';
import { createMaskStore } from '../features/mask/mask-store.ts';
import { createMergeStore } from '../features/merge/merge-store.ts';
import { createPaletteStore } from '../features/palette/palette-store.ts';
import { createQueueStore } from '../features/queue/queue-store.ts';
import { createPopoverStore } from '../features/selection/popover-store.ts';
import { createBackupStore } from '../features/settings/backup-store.ts';
import { createHealthStore } from '../features/settings/health-store.ts';
import { createKeyStore } from '../features/settings/key-store.ts';
import { createPlaceStore } from '../features/settings/place-store.ts';
import { createUpdateStore } from '../features/settings/update-store.ts';
import { createUsageStore } from '../features/settings/usage-store.ts';
import { createWorkflowStore } from '../features/settings/workflow-store.ts';
import { createTroubleStore } from '../features/shell/trouble-store.ts';
import { createWatchStore } from '../features/watch/watch-store.ts';
import { createArrivalStore } from './arrival-store.ts';
import { createAttention } from './attention.ts';
import { createChangesStore } from './changes-store.ts';
import { checkSpendLimit } from './check-spend-limit.ts';
import { withChosenFinish } from './comes-back.ts';
import { createEnginesStore } from './engines-store.ts';
import { createEntities } from './entities/entities.ts';
import { feedAnswers } from './entities/feed.ts';
import { createImageLoader } from './entities/image-loader.ts';
import { showErrorToast } from './error-toast.ts';
import { createFirstStepsStore } from './first-steps-store.ts';
import { isPresent } from './key-entries.ts';
import { createLabelsStore } from './labels-store.ts';
import { createNetworkStore } from './network-store.ts';
import { createPresses } from './presses.ts';
import { createSettingsStore } from './settings-store.ts';
import { showEditPanel } from './show-edit-panel.ts';
import { createToastStore } from './toast-store.ts';
import { createViewStore } from './view-store.ts';

export type Stores = ReturnType<typeof createStores>;

/** Creates all stores of a window on one bridge. */
export function createStores(rawBridge: Bridge) {
  const entities = createEntities();
  const bridge = feedAnswers(rawBridge, entities);
  const loader = createImageLoader(bridge, entities);
  const toasts = createToastStore();
  const attention = createAttention();
  // Shared, because several controls can trigger the same call.
  const presses = createPresses();
  const labels = createLabelsStore(bridge, toasts);
  const changes = createChangesStore(bridge, { toasts, labels }, attention);
  const library = createLibraryStore(bridge, { toasts, changes, entities, loader });
  const settings = createSettingsStore(bridge, toasts);
  const queue = createQueueStore(bridge, { toasts, entities, attention, presses });
  const view = createViewStore();
  const masks = createMaskStore({
    worker: createMaskWorker(),
    files: { put: putMask, get: getMask },
    settings,
    sizeOf: (imageId) => entities.images.get(imageId) ?? null,
    failed: (error) => showErrorToast(toasts, error),
  });
  const chosen = () => settings.getState().settings;
  const withWayBack = (parts: LocalParts): LocalParts =>
    withChosenFinish(parts, chosen(), chosenModel(edit.getState()));
  const finish = createFinishStore(bridge, {
    masks: {
      open: async (sourceId) => {
        // Masks are read at their picture's size.
        if (await loader.load(sourceId)) await masks.getState().open(sourceId);
      },
      freeze: async (sourceId) => {
        const mask = (await masks.getState().freeze(sourceId)).finish?.mask;
        return mask?.kind === 'drawn' ? mask.sha256 : null;
      },
      load: async (sourceId, sha256) => {
        const png = await getMask(sha256);
        if (png) await masks.getState().setFoundMask(sourceId, png);
      },
      revisionOf: (sourceId) => masks.getState().works.get(sourceId)?.change.revision ?? 0,
    },
    show: ({ sourceId }, { image }) => {
      void loader.load(image.id);
      view.getState().showPair({ beforeId: sourceId, afterId: image.id });
    },
  });
  const merge = createMergeStore(bridge, {
    show: ({ image }) => {
      void loader.load(image.id).then(() => library.getState().reveal(image.id));
      changes.getState().showUndoToast(() => t.merge.done(image.name));
    },
    failed: (error) => showErrorToast(toasts, error),
  });
  const edit = createEditStore(bridge, attention, presses, {
    freeze: async (imageId) => withWayBack(await masks.getState().freeze(imageId)),
    revisionOf: (imageId) =>
      JSON.stringify([
        masks.getState().revisionOf(imageId),
        withWayBack(NO_LOCAL_PARTS),
        chosen().comesBackPart,
      ]),
  });
  const engines = createEnginesStore(bridge);
  const flushSettings = () => settings.getState().flush();
  const key = createKeyStore(bridge, flushSettings);
  const usage = createUsageStore(bridge, toasts);
  const obstacle = (runs: number) =>
    checkSpendLimit({ settings, key, usage, engine: () => edit.getState().engine }, runs);
  const showPanel = () => showEditPanel({ settings, view });
  // What the canvas shows must not be evicted.
  entities.keep(() => {
    const { pair, group } = view.getState();
    return { images: [...(pair ? [pair.beforeId, pair.afterId] : []), ...(group?.ids ?? [])] };
  });
  return {
    engines,
    entities,
    loader,
    attention,
    arrivals: createArrivalStore(toasts),
    toasts,
    library,
    labels,
    changes,
    popovers: createPopoverStore(),
    settings,
    edit,
    presets: createPresetStore(bridge, { toasts, changes, edit, showPanel }),
    prompts: createPromptStore(bridge, edit, changes),
    batch: createBatchStore(bridge, {
      toasts,
      edit,
      library,
      entities,
      obstacle,
      attention,
      presses,
      parts: () => withWayBack(NO_LOCAL_PARTS),
    }),
    challenge: createChallengeStore(bridge, {
      presses,
      hasKey: (engine) => isPresent(key.getState(), engine),
    }),
    watch: createWatchStore(bridge, { toasts, changes, presses }),
    history: createHistoryStore(bridge, { toasts, entities, presses }),
    historyView: createHistoryViewStore(),
    queue,
    finish,
    finishMany: createFinishManyStore(bridge, { toasts, changes }),
    merge,
    blame: createBlameStore(bridge, { getMap: getBlameMap }),
    exports: createExportStore(bridge, toasts),
    imports: createImportStore(bridge, toasts, library, loader),
    view,
    masks,
    compare: createCompareStore(bridge),
    key,
    network: createNetworkStore(),
    troubles: createTroubleStore(bridge, toasts),
    closing: createClosingStore(bridge, toasts),
    usage,
    backups: createBackupStore(bridge, toasts),
    place: createPlaceStore(bridge, toasts),
    health: createHealthStore(bridge, toasts),
    updates: createUpdateStore(bridge, toasts, flushSettings),
    preview: createPreviewStore(bridge, (imageId) => masks.getState().freeze(imageId)),
    workflows: createWorkflowStore(bridge, toasts, flushSettings),
    palette: createPaletteStore(bridge),
    firstSteps: createFirstStepsStore({ settings, library, queue }),
  };
}
