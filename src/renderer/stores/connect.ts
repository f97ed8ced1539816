import type { Bridge } from '@shared/contract.ts';
import type { EditEntry } from '@shared/domain/edit.ts';
import { isPaid } from '@shared/domain/engine-catalog.ts';
import { t } from '@shared/i18n/index.ts';
import { feedEvents } from './entities/feed.ts';
import type { Stores } from './index.ts';
import { isPresent } from './key-entries.ts';
import { faceOf } from './made-pictures.ts';
import type { ImagePair } from './view-store.ts';

/** Subscriptions of every window: the settings, the engines, the key, and usage. */
export function connectCommon(
  bridge: Bridge,
  { settings, key, usage, health, backups, updates, place, engines }: Stores,
): () => void {
  const stops = [
    bridge.on('settings.changed', (next) => settings.getState().applyChange(next)),
    bridge.on('engines.changed', () => void engines.getState().load()),
    bridge.on('key.changed', (status) => key.getState().setStatus(status)),
    bridge.on('health.progress', (progress) => health.getState().setProgress(progress)),
    bridge.on('updates.changed', (state) => updates.getState().setState(state)),
    bridge.on('libraryPlace.changed', (next) => place.getState().setPlace(next)),
    bridge.on('backups.placeChanged', (place) => backups.getState().setPlace(place)),
    bridge.on('run.changed', ({ edit }) => {
      if (isPaid(edit.request.engine)) usage.getState().refresh();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Whether the panel that shows the queue's obstacles is visible. */
function isQueueShown({ settings, view }: Stores): boolean {
  const { panelsHidden, fillsWindow } = view.getState();
  return settings.getState().settings.editOpen && !panelsHidden && !fillsWindow;
}

/** Connects main's events and the selection to the stores. Returns the unsubscribe function. */
export function connectStores(bridge: Bridge, stores: Stores): () => void {
  const { entities, library, history, queue, view, masks, imports, settings, network, edit, key } = stores;
  const handleResult = createResultHandler(stores);
  const followFinish = createFinishFollower(stores);
  const stops = [
    feedEvents(bridge, entities),
    bridge.on('library.added', ({ images }) => {
      library.getState().addImages(images);
      stores.labels.getState().refreshSoon();
    }),
    bridge.on('library.changed', (change) => {
      stores.changes.getState().applyChange(change);
      stores.labels.getState().refresh();
      void library.getState().refreshImages(change.ids);
      void history.getState().refreshImages(change.ids);
    }),
    bridge.on('presets.changed', () => {
      stores.presets.getState().refresh();
      stores.prompts.getState().refresh();
    }),
    bridge.on('watch.changed', () => void stores.watch.getState().load()),
    bridge.on('history.marked', (marked) => void history.getState().applyMarks(marked)),
    bridge.on('library.progress', (progress) => stores.changes.getState().setProgress(progress)),
    bridge.on('import.progress', (progress) => imports.getState().setProgress(progress)),
    bridge.on('export.progress', (progress) => stores.exports.getState().setProgress(progress)),
    connectCommon(bridge, stores),
    stores.engines.subscribe((state, before) => {
      if (state.revision !== before.revision) edit.getState().applyCatalog();
    }),
    bridge.on('settings.changed', (next) => queue.getState().setPaused(next.queuePaused)),
    bridge.on('troubles.changed', ({ troubles: now }) => stores.troubles.getState().setTroubles(now)),
    bridge.on('app.closing', (closing) => stores.closing.getState().setClosing(closing)),
    bridge.on('network.changed', (next) => network.getState().setNetwork(next)),
    // What prevented the last edit may be fixed now.
    key.subscribe(
      (state) =>
        isPresent(state, edit.getState().engine) &&
        edit.getState().clearObstacle('missing-key', 'key-refused'),
    ),
    masks.subscribe((state, before) => {
      if (state.works !== before.works) edit.getState().clearObstacle('bad-request');
    }),
    settings.subscribe((state, before) => {
      if (state.settings.dailyCap !== before.settings.dailyCap) edit.getState().clearObstacle('daily-cap');
    }),
    bridge.on('queue.obstacles', (obstacles) => {
      const wasShown = queue.getState().obstacles.unwritten.length > 0;
      queue.getState().setObstacles(obstacles);
      if (!wasShown && obstacles.unwritten.length > 0 && !isQueueShown(stores))
        stores.toasts
          .getState()
          .show({ message: () => t.queue.unwritten(obstacles.unwritten.length), tone: 'bad' });
    }),
    bridge.on('finish.progress', (progress) => stores.finish.getState().setProgress(progress)),
    bridge.on('finish.manyProgress', (progress) => stores.finishMany.getState().setProgress(progress)),
    bridge.on('merge.progress', (progress) => stores.merge.getState().setProgress(progress)),
    bridge.on('run.progress', (progress) => queue.getState().setRunProgress(progress)),
    bridge.on('run.changed', (entry) => {
      const isOfMany = stores.batch.getState().hasRun(entry.run.id);
      stores.batch.getState().applyRun(entry.run);
      if (entry.run.state === 'queued') stores.prompts.getState().refresh();
      stores.labels.getState().refreshSoon();
      entities.invalidateImages([entry.edit.sourceImageId], entry.revision);
      void library.getState().refreshWork(entry.edit.sourceImageId);
      handleResult(entry, isOfMany);
      followFinish(entry);
    }),
    library.subscribe((state, before) => {
      if (state.selectedId === before.selectedId) return;
      stores.merge.getState().close();
      pictureSeen(stores, state.selectedId);
      view.getState().showSelection(pairToOffer(stores, state.selectedId));
      void history.getState().selectImage(state.selectedId);
      settings.getState().save({ lastImageId: state.selectedId });
    }),
    // A tool works on a single picture: whichever started last wins.
    view.subscribe((state, before) => {
      if (state.comparing && !before.comparing && masks.getState().tool !== null)
        masks.getState().chooseTool(null);
    }),
    masks.subscribe((state, before) => {
      if (state.tool !== null && state.tool !== before.tool && view.getState().comparing)
        view.getState().setComparing(false);
    }),
    history.subscribe((state, before) => {
      if (state.selectedEditId !== null && state.selectedEditId !== before.selectedEditId)
        stores.arrivals.getState().markSeen(state.selectedEditId);
    }),
    // The newest result of a picture is known only once its tree is loaded.
    history.subscribe((state, before) => {
      if (state.phase !== 'ready' || before.phase === 'ready') return;
      const { pair, comparing } = view.getState();
      if (!comparing && pair === null) view.getState().showSelection(pairToOffer(stores, state.imageId));
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Maximum number of remembered runs whose result was handled: a run can report its end more than once. */
const HANDLED_MAX = 1_000;

/**
 * Slides a result in beside its source if the user is viewing the source and has waited since the press.
 * Otherwise the result is only announced.
 */
function createResultHandler(stores: Stores): (entry: EditEntry, isOfMany: boolean) => void {
  const { library, view, history, arrivals, attention } = stores;
  const handled = new Set<number>();
  return (entry, isOfMany) => {
    const { edit, run } = entry;
    const result = entry.results.at(-1);
    if (run.state !== 'saved' || !result || result.runId !== run.id || handled.has(run.id)) return;
    handled.add(run.id);
    const [oldest] = handled;
    if (handled.size > HANDLED_MAX && oldest !== undefined) handled.delete(oldest);
    arrivals.getState().markNew(result.image.sha256);
    const looksAtSource = library.getState().selectedId === edit.sourceImageId;
    // A re-run of an edit elsewhere in the tree counts as viewed while it stays selected.
    const looks = looksAtSource || history.getState().selectedEditId === edit.id;
    if (!looks || !attention.isAwaited(run.id))
      return arrivals.getState().announce(entry, isOfMany, () => void showArrived(stores, entry));
    history.getState().selectEdit(edit.id);
    view.getState().showPair({ beforeId: edit.sourceImageId, afterId: result.image.id });
  };
}

/**
 * Replaces a raw result on the canvas once with its automatic finish. If the raw result is only offered
 * (another picture is shown alone, or a tool is active), the canvas is unchanged and the finished picture is
 * offered instead.
 */
function createFinishFollower({ view, library, masks }: Stores): (entry: EditEntry) => void {
  const followed = new Set<number>();
  return ({ edit, results }) => {
    const { pair, comparing } = view.getState();
    const [first, ...more] = results.find(({ image }) => image.id === pair?.afterId)?.finished ?? [];
    if (!pair || !edit.finish || !first || more.length > 0 || followed.has(first.finish.id)) return;
    followed.add(first.finish.id);
    const next = { beforeId: pair.beforeId, afterId: first.image.id };
    const isShown = comparing || library.getState().selectedId === pair.afterId;
    if (isShown && masks.getState().tool === null) view.getState().showPair(next);
    else view.getState().showSelection(next);
  };
}

/** Shows an announced result beside its source, which is selected. */
async function showArrived({ entities, library, history, view }: Stores, entry: EditEntry): Promise<void> {
  const { edit } = entry;
  if (library.getState().selectedId !== edit.sourceImageId) {
    await library.getState().reveal(edit.sourceImageId);
    if (library.getState().selectedId !== edit.sourceImageId) return;
  }
  history.getState().selectEdit(edit.id);
  // It may have been finished in the meantime.
  const face = faceOf(entities.entry(edit.id) ?? entry);
  if (face) view.getState().showPair({ beforeId: edit.sourceImageId, afterId: face.id });
}

/** An edit whose result is selected counts as viewed. */
function pictureSeen({ entities, arrivals }: Stores, imageId: number | null): void {
  const editId = imageId === null ? null : entities.images.get(imageId)?.editId;
  if (editId != null) arrivals.getState().markSeen(editId);
}

/** Returns a result with its source, or a source with its newest result. */
function pairToOffer({ entities, history }: Stores, imageId: number | null): ImagePair | null {
  if (imageId === null) return null;
  const image = entities.images.get(imageId);
  if (image?.parentId) return { beforeId: image.parentId, afterId: imageId };
  const newest = history
    .getState()
    .entries()
    .find((entry) => entry.edit.sourceImageId === imageId && entry.results.length > 0);
  const face = newest && faceOf(newest);
  return face ? { beforeId: imageId, afterId: face.id } : null;
}
