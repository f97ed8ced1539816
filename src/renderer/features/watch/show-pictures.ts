import type { Watch } from '@shared/domain/watch.ts';
import type { Stores } from '../../stores/index.ts';

/** Shows a watched edit in the history of its picture. */
export async function showWatchedEdit(stores: Stores, { editId, sourceImageId }: Watch): Promise<void> {
  stores.watch.getState().close();
  await stores.library.getState().reveal(sourceImageId);
  stores.history.getState().selectEdit(editId);
}

/** Shows the last usual picture of a watched edit beside the first different one. */
export async function compareWatched(stores: Stores, watch: Watch): Promise<void> {
  if (!watch.different) return;
  const { before, from } = watch.different;
  await showWatchedEdit(stores, watch);
  await Promise.all([stores.loader.load(before.imageId), stores.loader.load(from.imageId)]);
  stores.view.getState().showPair({ beforeId: before.imageId, afterId: from.imageId });
}
