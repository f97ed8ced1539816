import type { CommandId } from '@shared/domain/commands.ts';
import type { Stores } from '../../../stores/index.ts';

/** Runs a command and reports whether it is enabled. */
export interface CommandHandler {
  readonly run: (stores: Stores) => unknown;
  /**
   * Whether it can run now. Default: always. Must be cheap, because menus and the palette call it for all
   * commands.
   */
  readonly isEnabled?: (stores: Stores) => boolean;
  /** Whether a toggle command is on. */
  readonly isToggled?: (stores: Stores) => boolean;
}

/** The handlers of one topic. */
export type CommandHandlers = Readonly<Partial<Record<CommandId, CommandHandler>>>;

/** The id of the image being viewed: the result of a before/after, otherwise the selected one. */
export function activeImageId({ view, library }: Stores): number | null {
  const { comparing, pair } = view.getState();
  return comparing && pair ? pair.afterId : library.getState().selectedId;
}

export const hasActiveImage = (stores: Stores): boolean => activeImageId(stores) !== null;

const TEXT = 'input:not([type=range], [type=checkbox], [type=file], [role=combobox]), textarea';

/** Whether text is being typed, so that *Undo* and similar commands apply to it. Excludes the palette's field. */
export function isWriting(): boolean {
  return document.activeElement?.matches(TEXT) ?? false;
}
/** Whether pictures of the library are selected for a change. Those in the Trash can only be restored. */
export const hasSelected = ({ library }: Stores): boolean => {
  const { selection, listed } = library.getState();
  return selection.count > 0 && listed.place === 'library';
};
