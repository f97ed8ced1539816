import type { Bridge } from '@shared/contract.ts';
import { createArrivalStore } from './arrival-store.ts';
import { createAttention } from './attention.ts';
import { createBatchStore } from './batch-store.ts';
import { createClosingStore } from './closing-store.ts';
import { createCompareStore } from './compare-store.ts';
import { createEditStore } from './edit-store.ts';
import { createEntities } from './entities/entities.ts';
import { feedAnswers } from './entities/feed.ts';
import { createImageLoader } from './entities/image-loader.ts';
import { createExportStore } from './export-store.ts';
import { createFirstStepsStore } from './first-steps-store.ts';
import { createHistoryStore } from './history-store.ts';
import { createHistoryViewStore } from './history-view-store.ts';
import { createImportStore } from './import-store.ts';
import { createKeyStore } from './key-store.ts';
import { createLibraryStore } from './library-store.ts';
import { createMoneyStore } from './money-store.ts';
import { createNetworkStore } from './network-store.ts';
import { createOrganiseStore } from './organise-store.ts';
import { createPaletteStore } from './palette-store.ts';
import { createPresetStore } from './preset-store.ts';
import { createPresses } from './presses.ts';
import { createPreviewStore } from './preview-store.ts';
import { createPromptStore } from './prompt-store.ts';
import { createQueueStore } from './queue-store.ts';
import { createSettingsStore } from './settings-store.ts';
import { showEditPanel } from './show-edit-panel.ts';
import { spendObstacle } from './spend-obstacle.ts';
import { createToastStore } from './toast-store.ts';
import { createTroubleStore } from './trouble-store.ts';
import { createViewStore } from './view-store.ts';

export type Stores = ReturnType<typeof createStores>;

/** All stores of a window, on one bridge. */
export function createStores(rawBridge: Bridge) {
  const entities = createEntities();
  const bridge = feedAnswers(rawBridge, entities);
  const loader = createImageLoader(bridge, entities);
  const toasts = createToastStore();
  const attention = createAttention();
  // Shared: the same thing may be pushed here and there.
  const presses = createPresses();
  const organise = createOrganiseStore(bridge, toasts, attention);
  const library = createLibraryStore(bridge, { toasts, organise, entities, loader });
  const settings = createSettingsStore(bridge, toasts);
  const queue = createQueueStore(bridge, { toasts, entities, attention, presses });
  const view = createViewStore();
  const edit = createEditStore(bridge, attention, presses);
  const key = createKeyStore(bridge);
  const money = createMoneyStore(bridge, toasts);
  const obstacle = (runs: number) => spendObstacle({ settings, key, money }, runs);
  const showPanel = () => showEditPanel({ settings, view });
  // What the canvas shows stays known.
  entities.keep(() => {
    const { pair, group } = view.getState();
    return { images: [...(pair ? [pair.beforeId, pair.afterId] : []), ...(group?.ids ?? [])] };
  });
  return {
    entities,
    loader,
    attention,
    arrivals: createArrivalStore(toasts),
    toasts,
    library,
    organise,
    settings,
    edit,
    presets: createPresetStore(bridge, { toasts, organise, edit, showPanel }),
    prompts: createPromptStore(bridge, edit, organise),
    batch: createBatchStore(bridge, { toasts, edit, library, obstacle, attention, presses }),
    history: createHistoryStore(bridge, { toasts, entities, presses }),
    historyView: createHistoryViewStore(),
    queue,
    exports: createExportStore(bridge, toasts),
    imports: createImportStore(bridge, toasts, library, loader),
    view,
    compare: createCompareStore(bridge),
    key,
    network: createNetworkStore(),
    troubles: createTroubleStore(bridge, toasts),
    closing: createClosingStore(bridge, toasts),
    money,
    preview: createPreviewStore(bridge),
    palette: createPaletteStore(bridge),
    firstSteps: createFirstStepsStore({ settings, library, queue }),
  };
}
