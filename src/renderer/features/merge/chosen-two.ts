import type { MergeParents } from '@shared/domain/merge.ts';
import { fewSelected } from '../../stores/few-selected.ts';
import type { Stores } from '../../stores/index.ts';
import { faceOf } from '../../stores/made-pictures.ts';

/**
 * The two pictures that *Merge* means: the two that are selected, else the results of the two edits that are compared in the history. The
 * older one is the left one. Null when there are not two.
 */
export function chosenTwo({ library, history, historyView, entities }: Stores): MergeParents | null {
  const selected = fewSelected(library.getState());
  if (selected.length === 2) return inOrder(selected);
  const { selectedEditId } = history.getState();
  const edits = [selectedEditId, historyView.getState().comparedWith];
  const faces = edits.flatMap((id) => {
    const entry = id === null ? undefined : entities.entry(id);
    return (entry && faceOf(entry)?.id) ?? [];
  });
  return faces.length === 2 ? inOrder(faces) : null;
}

/** The older of two pictures at the left. */
export function inOrder(ids: readonly number[]): MergeParents | null {
  const [leftId, rightId] = ids.toSorted((a, b) => a - b);
  return leftId === undefined || rightId === undefined ? null : { leftId, rightId };
}
