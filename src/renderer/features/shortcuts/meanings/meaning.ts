import type { ActionId } from '@shared/domain/actions.ts';
import type { Stores } from '../../../stores/index.ts';

/** What an action does. */
export interface Meaning {
  readonly run: (stores: Stores) => unknown;
  /** Whether it can be done now; always when left out. Cheap: menus and the palette ask for all of them. */
  readonly applies?: (stores: Stores) => boolean;
  /** Whether it is on, for what can be switched on and off. */
  readonly isOn?: (stores: Stores) => boolean;
}

/** What the actions of one topic do. */
export type Meanings = Readonly<Partial<Record<ActionId, Meaning>>>;

/** The picture the person looks at: the result of a before/after, else the selected one. */
export function shownPicture({ view, library }: Stores): number | null {
  const { comparing, pair } = view.getState();
  return comparing && pair ? pair.afterId : library.getState().selectedId;
}

export const hasPicture = (stores: Stores): boolean => shownPicture(stores) !== null;

const TEXT = 'input:not([type=range], [type=checkbox], [type=file], [role=combobox]), textarea';

/** Whether a text is being written: then *Undo* and its like mean that. The palette's field does not count. */
export function isWriting(): boolean {
  return document.activeElement?.matches(TEXT) ?? false;
}
/** Whether pictures of the library are selected, which a change can be for; those in the Trash can only come back. */
export const hasSelected = ({ library }: Stores): boolean => {
  const { selection, listed } = library.getState();
  return selection.count > 0 && listed.place === 'library';
};
