import { MOST_COMPARED } from './comparing.ts';
import type { LibraryState } from './library-store.ts';

/** The selected pictures in their order, when they are two to four, as many as can be compared; else none. */
export function fewSelected({ selection, at }: Pick<LibraryState, 'selection' | 'at'>): readonly number[] {
  const { count, span, ids } = selection;
  if (count < 2 || count > MOST_COMPARED) return [];
  if (!span) return [...ids];
  const found: number[] = [];
  for (let position = span.from; position <= span.to; position++) {
    const picture = at(position);
    if (picture && selection.isSelected(picture.id, position)) found.push(picture.id);
  }
  return found.length === count ? found : [];
}
