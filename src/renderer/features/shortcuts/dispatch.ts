import type { ActionId } from '@shared/domain/actions.ts';
import type { Stores } from '../../stores/index.ts';
import { editMeanings } from './meanings/edit.ts';
import { libraryMeanings } from './meanings/library.ts';
import { lookMeanings } from './meanings/look.ts';
import type { Meaning } from './meanings/meaning.ts';
import { organiseMeanings } from './meanings/organise.ts';
import { windowMeanings } from './meanings/window.ts';

/** What each action means: the one place for keys, menus, the palette and buttons. */
const MEANINGS: Readonly<Record<ActionId, Meaning>> = {
  ...libraryMeanings,
  ...organiseMeanings,
  ...editMeanings,
  ...lookMeanings,
  ...windowMeanings,
};

/** Carries out what a key, a menu or a button asks for. */
export function dispatch(stores: Stores, action: ActionId): void {
  void MEANINGS[action].run(stores);
}

/** Whether an action can be done now. */
export function applies(stores: Stores, action: ActionId): boolean {
  return MEANINGS[action].applies?.(stores) ?? true;
}

/** Whether an action is on, such as a panel that shows. */
export function isOn(stores: Stores, action: ActionId): boolean {
  return MEANINGS[action].isOn?.(stores) ?? false;
}
