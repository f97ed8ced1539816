import type { LibraryState } from '../features/library/library-state.ts';
import { MOST_COMPARED } from './comparing.ts';
import { idAt } from './library-chunks.ts';

/** The selected pictures in their order, when they are two to four, as many as can be compared; else none. */
export function fewSelected({
  selection,
  chunks,
}: Pick<LibraryState, 'selection' | 'chunks'>): readonly number[] {
  const { count, range, ids } = selection;
  if (count < 2 || count > MOST_COMPARED) return [];
  if (!range) return [...ids];
  const found: number[] = [];
  for (let position = range.from; position <= range.to; position++) {
    const id = idAt(chunks, position);
    if (id !== undefined && selection.isSelected(id, position)) found.push(id);
  }
  return found.length === count ? found : [];
}
