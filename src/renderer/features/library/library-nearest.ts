import { CHUNK, type Chunks } from '../../stores/library-chunks.ts';
import type { Selection } from './library-selection.ts';

/** A picture and its position in the list. */
export interface End {
  readonly id: number;
  readonly at: number;
}

/** Returns the loaded selected picture closest to a position, otherwise an end of the range, otherwise null. */
export function nearestSelected(selection: Selection, chunks: Chunks, position: number): End | null {
  const loaded = [...chunks].flatMap(([chunk, ids]) =>
    ids.map((id, index) => ({ id, at: chunk * CHUNK + index })),
  );
  const { range } = selection;
  const ends = range
    ? [
        { id: range.first, at: range.from },
        { id: range.last, at: range.to },
      ]
    : [];
  return nearest(selection, loaded, position) ?? nearest(selection, ends, position);
}

function nearest(selection: Selection, among: readonly End[], position: number): End | null {
  const selected = among.filter(({ id, at }) => selection.isSelected(id, at));
  return selected.sort((a, b) => Math.abs(a.at - position) - Math.abs(b.at - position))[0] ?? null;
}
