import { useMemo } from 'react';
import { useEdit, useImage, useLibrary } from '../../stores/context.tsx';
import type { NoteContext } from './param-note.ts';

/** Returns the context for the notes of the settings. */
export function useNoteContext(): NoteContext {
  const engine = useEdit((state) => state.engine);
  const values = useEdit((state) => state.values);
  const source = useImage(useLibrary((state) => state.selectedId));
  return useMemo(() => ({ engine, values, source }), [engine, values, source]);
}
