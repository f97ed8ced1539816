import { useMemo } from 'react';
import { useEdit, useLibrary } from '../../stores/context.tsx';
import type { LibraryState } from '../../stores/library-store.ts';
import type { NoteContext } from './param-note.ts';

/** The picture that the next edit is of. */
export const sourceImage = (state: LibraryState) =>
  state.selectedId === null ? undefined : state.byId.get(state.selectedId);

/** What the notes on the settings are about. */
export function useNoteContext(): NoteContext {
  const engine = useEdit((state) => state.engine);
  const values = useEdit((state) => state.values);
  const source = useLibrary(sourceImage);
  return useMemo(() => ({ engine, values, source }), [engine, values, source]);
}
