import type { Stores } from '../../../stores/index.ts';
import { favoriteSelected, rateSelected } from '../../../stores/library-marks.ts';
import {
  activeImageId,
  type CommandHandler,
  type CommandHandlers,
  hasActiveImage,
  hasSelected,
  isWriting,
} from './command-handler.ts';
import { canUndoStroke, undoStroke } from './tools.ts';

/** Adding, exporting, removing and restoring pictures. */
export const libraryHandlers = {
  import: { run: ({ imports }) => imports.getState().pick() },
  'save-as': {
    run: (stores) => withShown(stores, (id) => stores.library.getState().saveAs(id)),
    isEnabled: hasActiveImage,
  },
  'copy-image': {
    run: (stores) => withShown(stores, (id) => stores.library.getState().copy(id)),
    isEnabled: hasActiveImage,
  },
  export: {
    run: ({ exports, library }) => exports.getState().open(library.getState().targetOfSelection()),
    isEnabled: hasSelection,
  },
  'show-in-folder': {
    run: (stores) => withShown(stores, (id) => stores.exports.getState().revealPicture(id)),
    isEnabled: hasActiveImage,
  },
  'select-all': { run: ({ library }) => library.getState().selectAll(), isEnabled: hasPictures },
  favourite: { run: favoriteSelected, isEnabled: hasSelection },
  'rate-0': rating(0),
  'rate-1': rating(1),
  'rate-2': rating(2),
  'rate-3': rating(3),
  'rate-4': rating(4),
  'rate-5': rating(5),
  remove: {
    run: ({ library, popovers }) => {
      // In a collection, it is ambiguous.
      const inCollection = library.getState().query.filter.collection !== undefined;
      return inCollection ? popovers.getState().openPopover('remove') : library.getState().removeSelected();
    },
    isEnabled: hasSelected,
  },
  undo: {
    run: undo,
    isEnabled: (stores) =>
      isWriting() || canUndoStroke(stores, 'undo') || stores.changes.getState().undoState.undo !== null,
  },
  redo: {
    run: redo,
    isEnabled: (stores) =>
      isWriting() || canUndoStroke(stores, 'redo') || stores.changes.getState().undoState.redo !== null,
  },
  find: { run: ({ view }) => view.getState().requestSearchFocus() },
} as const satisfies CommandHandlers;

function hasPictures({ library }: Stores): boolean {
  return library.getState().total > 0;
}

function hasSelection({ library }: Stores): boolean {
  return library.getState().selection.count > 0;
}

function rating(stars: number): CommandHandler {
  return { run: (stores) => rateSelected(stores, stars), isEnabled: hasSelection };
}

function withShown(stores: Stores, use: (id: number) => unknown): unknown {
  const id = activeImageId(stores);
  return id !== null && use(id);
}

/** The menu's *Undo* applies to the text being typed, if any, and to the last stroke while a tool is active. */
function undo(stores: Stores): unknown {
  if (isWriting()) return document.execCommand('undo');
  return undoStroke(stores, 'undo') || stores.changes.getState().undo();
}

function redo(stores: Stores): unknown {
  if (isWriting()) return document.execCommand('redo');
  return undoStroke(stores, 'redo') || stores.changes.getState().redo();
}
