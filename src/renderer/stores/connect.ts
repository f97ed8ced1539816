import type { Bridge } from '@shared/contract.ts';
import type { EditEntry } from '@shared/domain/edit.ts';
import { t } from '@shared/i18n/index.ts';
import { feedEvents } from './entities/feed.ts';
import type { Stores } from './index.ts';
import { faceOf } from './made-pictures.ts';
import type { ImagePair } from './view-store.ts';

/** What every window follows: the settings, the key, and what the runs cost. */
export function connectCommon(bridge: Bridge, { settings, key, usage, health }: Stores): () => void {
  const stops = [
    bridge.on('settings.changed', (next) => settings.getState().applyChange(next)),
    bridge.on('key.changed', (status) => key.getState().setStatus(status)),
    bridge.on('health.progress', (progress) => health.getState().setProgress(progress)),
    bridge.on('run.changed', ({ edit }) => {
      if (edit.request.engine !== 'practice') usage.getState().refresh();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Whether the panel that says what keeps the queue waiting is on the screen. */
function isQueueShown({ settings, view }: Stores): boolean {
  const { panelsHidden, fillsWindow } = view.getState();
  return settings.getState().settings.editOpen && !panelsHidden && !fillsWindow;
}

/** Passes the main process's events and the selection on to the stores; the answer stops it. */
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
    bridge.on('history.marked', (marked) => void history.getState().applyMarks(marked)),
    bridge.on('library.progress', (progress) => stores.changes.getState().setProgress(progress)),
    bridge.on('import.progress', (progress) => imports.getState().setProgress(progress)),
    bridge.on('export.progress', (progress) => stores.exports.getState().setProgress(progress)),
    connectCommon(bridge, stores),
    bridge.on('settings.changed', (next) => queue.getState().setPaused(next.queuePaused)),
    bridge.on('troubles.changed', ({ troubles: now }) => stores.troubles.getState().setTroubles(now)),
    bridge.on('app.closing', (closing) => stores.closing.getState().setClosing(closing)),
    bridge.on('network.changed', (next) => network.getState().setNetwork(next)),
    // What stopped the last edit may be put right by now.
    key.subscribe(
      ({ status }) => status.present && edit.getState().clearObstacle('missing-key', 'key-refused'),
    ),
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
      pictureSeen(stores, state.selectedId);
      view.getState().showSelection(pairToOffer(stores, state.selectedId));
      void history.getState().selectImage(state.selectedId);
      settings.getState().save({ lastImageId: state.selectedId });
    }),
    // A tool works on one picture, shown alone: what was begun last stays.
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
    // The newest result of a picture can be known only once its tree is.
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
 * A result slides in beside its source when that is what the person looks at and has been waiting for since the press. Whoever has
 * moved or typed since then stays where they are: the result announces itself.
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
    // A re-run of an edit elsewhere in the tree is looked at as well, as long as it stays chosen.
    const looks = looksAtSource || history.getState().selectedEditId === edit.id;
    if (!looks || !attention.isAwaited(run.id))
      return arrivals.getState().announce(entry, isOfMany, () => void showArrived(stores, entry));
    history.getState().selectEdit(edit.id);
    view.getState().showPair({ beforeId: edit.sourceImageId, afterId: result.image.id });
  };
}

/**
 * A raw result on the canvas gives way, once, to what was automatically made of it. Where it is only offered (another picture is
 * shown alone, or a tool works on one) the canvas stays, and the finished picture is offered instead.
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

/** Shows a result that announced itself: beside its source, which is selected. */
async function showArrived({ entities, library, history, view }: Stores, entry: EditEntry): Promise<void> {
  const { edit } = entry;
  if (library.getState().selectedId !== edit.sourceImageId) {
    await library.getState().reveal(edit.sourceImageId);
    if (library.getState().selectedId !== edit.sourceImageId) return;
  }
  history.getState().selectEdit(edit.id);
  // By now it may have been put back into its source.
  const face = faceOf(entities.entry(edit.id) ?? entry);
  if (face) view.getState().showPair({ beforeId: edit.sourceImageId, afterId: face.id });
}

/** An edit whose result is selected has been looked at. */
function pictureSeen({ entities, arrivals }: Stores, imageId: number | null): void {
  const editId = imageId === null ? null : entities.images.get(imageId)?.editId;
  if (editId != null) arrivals.getState().markSeen(editId);
}

/** A result is compared with its source, a source with its newest result. */
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
