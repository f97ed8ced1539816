import type { Watch } from '@shared/domain/watch.ts';
import { t } from '@shared/i18n/index.ts';
import type { Stores } from '../../stores/index.ts';

/**
 * Shows a watched edit in the history of its picture. Returns whether that picture is selected: it may have been deleted
 * permanently, or the user may have selected another one in the meantime.
 */
export async function showWatchedEdit(
  stores: Stores,
  { editId, sourceImageId }: Pick<Watch, 'editId' | 'sourceImageId'>,
): Promise<boolean> {
  const { library, history, loader, toasts, watch } = stores;
  watch.getState().close();
  if (!(await loader.load(sourceImageId))) {
    toasts.getState().show({ message: () => t.errors.reasons['source-purged'], tone: 'warn' });
    return false;
  }
  await library.getState().reveal(sourceImageId);
  if (library.getState().selectedId !== sourceImageId) return false;
  history.getState().selectEdit(editId);
  return true;
}

/** Shows the last usual picture of a watched edit beside the first different one. */
export async function compareWatched(stores: Stores, watch: Watch): Promise<void> {
  if (!watch.different || !(await showWatchedEdit(stores, watch))) return;
  const { before, from } = watch.different;
  await Promise.all([stores.loader.load(before.imageId), stores.loader.load(from.imageId)]);
  if (stores.library.getState().selectedId !== watch.sourceImageId) return;
  stores.view.getState().showPair({ beforeId: before.imageId, afterId: from.imageId });
}
