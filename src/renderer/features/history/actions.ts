import type { EditEntry } from '@shared/domain/edit.ts';
import type { Stores } from '../../stores/index.ts';
import { newestResult } from './chosen.ts';

/** Shows an edit's request in full and, when it has a result, that result beside its source. */
export function chooseEntry({ history, view }: Stores, entry: EditEntry): void {
  history.getState().editSelected(entry.edit.id);
  const result = newestResult(entry);
  if (result) view.getState().pairShown({ beforeId: entry.edit.sourceImageId, afterId: result.id });
}

/** Makes an edit's result the selected picture: the next edit starts from it. */
export function takeResult({ library }: Stores, entry: EditEntry): void {
  const result = newestResult(entry);
  if (!result) return;
  library.getState().imagesAdded([result]);
  library.getState().select(result.id);
}

/** Queues the same request again and moves on to it. */
export async function rerunEntry(stores: Stores, entry: EditEntry): Promise<void> {
  const queued = await stores.history.getState().rerun(entry.edit.id);
  if (queued) chooseEntry(stores, queued);
}
