import type { CommandId } from '@shared/domain/commands.ts';
import type { Stores } from '../../../stores/index.ts';

/** Runs a command, and says whether it can. */
export interface CommandHandler {
  readonly run: (stores: Stores) => unknown;
  /** Returns whether it can run now; always when left out. Cheap: menus and the palette ask for all of them. */
  readonly isEnabled?: (stores: Stores) => boolean;
  /** Returns whether it is on, for a command that toggles. */
  readonly isToggled?: (stores: Stores) => boolean;
}

/** The handlers of one topic. */
export type CommandHandlers = Readonly<Partial<Record<CommandId, CommandHandler>>>;

/** The id of the image the user looks at: the result of a before/after, else the selected one. */
export function activeImageId({ view, library }: Stores): number | null {
  const { comparing, pair } = view.getState();
  return comparing && pair ? pair.afterId : library.getState().selectedId;
}

export const hasActiveImage = (stores: Stores): boolean => activeImageId(stores) !== null;

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
