import type { Stores } from '../../../stores/index.ts';
import { hasPicture, isWriting, type Meanings, shownPicture } from './meaning.ts';

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
  remove: {
    run: ({ library }) => library.getState().removeSelected(),
    applies: ({ library }) => library.getState().selectedId !== null,
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
