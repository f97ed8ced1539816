import { DEFAULT_FINISH, type FinishRecipe } from '@shared/domain/finish.ts';
import type { Stores } from '../../stores/index.ts';
import type { FinishTarget } from './finish-store.ts';

/** Opens the panel for a result, with the recipe of the viewed version. */
export function openFor(
  { finish }: Pick<Stores, 'finish'>,
  target: FinishTarget,
  recipe: FinishRecipe = DEFAULT_FINISH,
): void {
  finish.getState().openPanel(target, recipe);
}

/**
 * Finds what a result changed and shows it as an editable mask on the original. The panel saves it as a
 * version.
 */
export async function findAndPaint(stores: Stores, target: FinishTarget): Promise<void> {
  const { finish, library, masks } = stores;
  if (finish.getState().target?.rawId !== target.rawId) openFor(stores, target);
  finish.getState().change({ mask: 'found' });
  await finish.getState().findChanged(target);
  // The panel shows why nothing was found.
  if (finish.getState().problems.has(target.rawId)) return;
  await library.getState().reveal(target.sourceId);
  if (masks.getState().tool === null) masks.getState().chooseTool('brush');
}
