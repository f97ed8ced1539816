import type { EditEntry } from '@shared/domain/edit.ts';
import { isSettled } from '@shared/domain/run.ts';
import type { Stores } from '../../stores/index.ts';
import { faceOf } from '../../stores/made-pictures.ts';
import type { Writing } from './history-view-store.ts';

/** Shows an edit's full request and, if it has a result, that result beside its source. */
export function chooseEntry({ history, historyView, view, attention }: Stores, entry: EditEntry): void {
  const { picking } = historyView.getState();
  if (picking) {
    historyView.getState().compareWith(entry.edit.id);
    return;
  }
  history.getState().selectEdit(entry.edit.id);
  // The user selects an unfinished edit to wait for it.
  if (!isSettled(entry.run.state)) attention.runsAwaited([entry.run.id], attention.now());
  const result = faceOf(entry);
  if (result) view.getState().showPair({ beforeId: entry.edit.sourceImageId, afterId: result.id });
}

/** Selects an edit's result as the source of the next edit. A removed one is shown and stays removed. */
export function takeResult(stores: Stores, entry: EditEntry): void {
  const result = faceOf(entry);
  if (result) void showPicture(stores, result.id);
}

/** Shows a single picture, the source of the next edit. */
export async function showPicture({ library, loader, historyView }: Stores, id: number): Promise<void> {
  historyView.getState().setLarge(false);
  // Load its record first: its comparison depends on it.
  await loader.load(id);
  library.getState().select(id);
}

/** Queues the same request and selects it, unless the user has moved on. */
export async function rerunEntry(stores: Stores, entry: EditEntry): Promise<void> {
  const pressed = stores.attention.now();
  const queued = await stores.history.getState().rerun(entry.edit.id);
  if (queued && stores.attention.hasStayed(pressed)) chooseEntry(stores, queued);
}

/** Restores a removed picture. */
export function restorePicture({ changes }: Stores, id: number): void {
  void changes.getState().run({ do: 'restore', target: { ids: [id] } });
}

/** Opens a field for a note, a name or a snapshot in an edit's details. */
export function startEditingMeta(stores: Stores, entry: EditEntry, what: Writing['what']): void {
  stores.history.getState().selectEdit(entry.edit.id);
  stores.historyView.getState().compareWith(null);
  stores.historyView.getState().setEditingField({ editId: entry.edit.id, what });
}
