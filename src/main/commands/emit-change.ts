import type { Emit } from '../bus.ts';
import type { ReadDb } from '../library/database/db.ts';
import { revisionOf } from '../library/database/revision.ts';
import { undoable } from '../library/journal/journal.ts';

/** Maximum number of changed ids in an event. Above this, `ids` is null and listeners must refetch. */
export const MAX_IDS_IN_EVENT = 1000;

export interface LibraryChanged {
  /** The changed images, or null if there are too many to list. */
  readonly ids: readonly number[] | null;
  /** Whether tags, collections or saved searches were added, removed or renamed. */
  readonly lists: boolean;
}

/** Emits a library change with what *Undo* and *Redo* would do next. */
export function emitLibraryChange(db: ReadDb, emit: Emit, { ids, lists }: LibraryChanged): void {
  const few = ids !== null && ids.length <= MAX_IDS_IN_EVENT ? [...ids] : null;
  emit('library.changed', { ids: few, lists, undoable: undoable(db), revision: revisionOf(db) });
}
