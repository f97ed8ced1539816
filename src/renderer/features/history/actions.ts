import type { EditEntry } from '@shared/domain/edit.ts';
import { isSettled } from '@shared/domain/run.ts';
import type { Stores } from '../../stores/index.ts';
import { faceOf } from '../../stores/made-pictures.ts';
import type { Writing } from './history-view-store.ts';

/** Shows an edit's request in full and, when it has a result, that result beside its source. */
export function chooseEntry({ history, historyView, view, attention }: Stores, entry: EditEntry): void {
  const { picking } = historyView.getState();
  if (picking) {
    historyView.getState().compareWith(entry.edit.id);
    return;
  }
  history.getState().selectEdit(entry.edit.id);
  // Who chooses an edit that is not done waits for it.
  if (!isSettled(entry.run.state)) attention.runsAwaited([entry.run.id], attention.now());
  const result = faceOf(entry);
  if (result) view.getState().showPair({ beforeId: entry.edit.sourceImageId, afterId: result.id });
}

/** Makes an edit's result the selected picture: the next edit starts from it. A removed one is shown, and stays removed. */
export function takeResult(stores: Stores, entry: EditEntry): void {
  const result = faceOf(entry);
  if (result) void showPicture(stores, result.id);
}

/** Shows a picture alone; it is the source of the next edit. */
export async function showPicture({ library, loader, historyView }: Stores, id: number): Promise<void> {
  historyView.getState().setLarge(false);
  // Its record first: what to compare it with is read from there.
  await loader.load(id);
  library.getState().select(id);
}

/** Queues the same request again and moves on to it, unless the person has gone elsewhere meanwhile. */
export async function rerunEntry(stores: Stores, entry: EditEntry): Promise<void> {
  const pressed = stores.attention.now();
  const queued = await stores.history.getState().rerun(entry.edit.id);
  if (queued && stores.attention.hasStayed(pressed)) chooseEntry(stores, queued);
}

/** Brings a removed picture back into the library. */
export function restorePicture({ changes }: Stores, id: number): void {
  void changes.getState().run({ do: 'restore', target: { ids: [id] } });
}

/** Opens a field for a note, a name or a snapshot in the details of an edit. */
export function startEditingMeta(stores: Stores, entry: EditEntry, what: Writing['what']): void {
  stores.history.getState().selectEdit(entry.edit.id);
  stores.historyView.getState().compareWith(null);
  stores.historyView.getState().setEditingField({ editId: entry.edit.id, what });
}
