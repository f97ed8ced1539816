import type { LibraryState } from '../features/library/library-state.ts';
import { MOST_COMPARED } from './comparing.ts';
import { idAt } from './library-chunks.ts';

/** Returns the selected pictures in order if they can be compared (two to four), otherwise none. */
export function fewSelected(state: Pick<LibraryState, 'selection' | 'chunks'>): readonly number[] {
  return state.selection.count < 2 ? [] : selectedIds(state, MOST_COMPARED);
}

/** Returns the selected pictures in order if there are at most this many and all are loaded, otherwise none. */
export function selectedIds(
  { selection, chunks }: Pick<LibraryState, 'selection' | 'chunks'>,
  most: number,
): readonly number[] {
  const { count, range, ids } = selection;
  if (count > most) return [];
  if (!range) return [...ids];
  const found: number[] = [];
  for (let position = range.from; position <= range.to; position++) {
    const id = idAt(chunks, position);
    if (id !== undefined && selection.isSelected(id, position)) found.push(id);
  }
  return found.length === count ? found : [];
}
