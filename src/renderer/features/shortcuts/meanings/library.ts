import type { Stores } from '../../../stores/index.ts';
import { favouriteSelected, rateSelected } from '../../../stores/library-marks.ts';
import { hasPicture, hasSelected, isWriting, type Meaning, type Meanings, shownPicture } from './meaning.ts';

/** The pictures: in, out, away, and back. */
export const libraryMeanings = {
  import: { run: ({ imports }) => imports.getState().pick() },
  'save-as': {
    run: (stores) => withShown(stores, (id) => stores.library.getState().saveAs(id)),
    applies: hasPicture,
  },
  'copy-image': {
    run: (stores) => withShown(stores, (id) => stores.library.getState().copy(id)),
    applies: hasPicture,
  },
  export: {
    run: ({ exports, library }) => exports.getState().asked(library.getState().targetOfSelection()),
    applies: hasSelection,
  },
  'show-in-folder': {
    run: (stores) => withShown(stores, (id) => stores.exports.getState().revealPicture(id)),
    applies: hasPicture,
  },
  'select-all': { run: ({ library }) => library.getState().selectAll(), applies: hasPictures },
  favourite: { run: favouriteSelected, applies: hasSelection },
  'rate-0': rating(0),
  'rate-1': rating(1),
  'rate-2': rating(2),
  'rate-3': rating(3),
  'rate-4': rating(4),
  'rate-5': rating(5),
  remove: {
    run: ({ library, organise }) => {
      // In a collection it may mean two things.
      const inCollection = library.getState().query.filter.collection !== undefined;
      return inCollection ? organise.getState().askedFor('remove') : library.getState().removeSelected();
    },
    applies: hasSelected,
  },
  undo: {
    run: undo,
    applies: ({ organise }) => isWriting() || organise.getState().undoable.undo !== null,
  },
  redo: {
    run: redo,
    applies: ({ organise }) => isWriting() || organise.getState().undoable.redo !== null,
  },
  find: { run: ({ view }) => view.getState().searchAsked() },
} as const satisfies Meanings;

function hasPictures({ library }: Stores): boolean {
  return library.getState().total > 0;
}

function hasSelection({ library }: Stores): boolean {
  return library.getState().selection.count > 0;
}

function rating(stars: number): Meaning {
  return { run: (stores) => rateSelected(stores, stars), applies: hasSelection };
}

function withShown(stores: Stores, use: (id: number) => unknown): unknown {
  const id = shownPicture(stores);
  return id !== null && use(id);
}

/** The menu's *Undo* means the text that is being written, when there is one. */
function undo({ organise }: Stores): unknown {
  return isWriting() ? document.execCommand('undo') : organise.getState().undo();
}

function redo({ organise }: Stores): unknown {
  return isWriting() ? document.execCommand('redo') : organise.getState().redo();
}
