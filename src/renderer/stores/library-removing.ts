import { t } from '@shared/words/index.ts';
import type { LibraryParts } from './library-store.ts';
import type { OrganiseStore } from './organise-store.ts';
import type { ToastStore } from './toast-store.ts';

/** Removes what is selected, and offers for a while to bring it back. */
export async function removeSelected(
  { get }: LibraryParts,
  toasts: ToastStore,
  organise: OrganiseStore,
): Promise<void> {
  const { selectedId, byId, query } = get();
  const target = get().targetOfSelection();
  if (!target || query.place === 'trash') return;
  const name = selectedId === null ? undefined : byId.get(selectedId)?.name;
  const done = await organise.getState().run({ do: 'remove', target }, { quiet: true });
  if (!done || done.count === 0) return;

  const isLast = () => {
    const { undo } = organise.getState().undoable;
    return undo?.action === 'remove' && undo.count === done.count;
  };
  const bringBack = async () => {
    stop();
    if (isLast()) await organise.getState().undo();
    else await organise.getState().run({ do: 'restore', target });
    if (selectedId !== null) await get().reveal(selectedId);
  };
  const words = t.grid;
  const toast = toasts.getState().show({
    message: done.count === 1 && name ? words.removed(name) : words.manyRemoved(done.count),
    action: { label: t.common.undo, run: () => void bringBack() },
  });
  // Pictures that were named by their list can be taken back in turn only: the list has them no longer.
  const stop = organise.subscribe(() => {
    if ('ids' in target || isLast()) return;
    toasts.getState().dismissed(toast);
    stop();
  });
}
