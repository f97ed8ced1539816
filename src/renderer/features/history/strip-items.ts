import type { EditEntry } from '@shared/domain/edit.ts';
import type { MergedPicture } from '@shared/domain/merge.ts';
import { isMadeBy } from '../../stores/made-pictures.ts';
import type { TreeItem } from './tree-layout.ts';

/** One card of the strip: an edit, or a merge, whose id is below zero. */
export interface StripItem extends TreeItem {
  readonly entry: EditEntry | null;
  readonly merged: MergedPicture | null;
}

/** The id under which a merge is an item: edits have those above zero. */
export const mergeItemId = (mergeId: number): number => -mergeId;

/** Edits and merges in one order, newest first; each merge comes before all that it was made of. */
export function stripItems(
  entries: readonly EditEntry[],
  merges: readonly MergedPicture[],
): readonly StripItem[] {
  const edits = entries.map((entry): StripItem & { at: number } => ({
    edit: entry.edit,
    results: entry.results,
    entry,
    merged: null,
    at: entry.edit.createdAt,
  }));
  if (merges.length === 0) return edits;
  const merged = merges.map((each): StripItem & { at: number } => ({
    edit: { id: mergeItemId(each.merge.id), sourceImageId: each.merge.leftId },
    otherSourceId: each.merge.rightId,
    results: [{ image: each.image, finished: [] }],
    entry: null,
    merged: each,
    at: each.merge.createdAt,
  }));
  // Merges two ordered lists. The clock may have jumped: a merge comes before its parents regardless of
  // times.
  const items: StripItem[] = [];
  for (const edit of edits) {
    while (merged[0] && (merged[0].at >= edit.at || isMadeOf(merged[0], edit)))
      items.push(...merged.splice(0, 1));
    items.push(edit);
  }
  return [...items, ...merged];
}

function isMadeOf({ edit, otherSourceId }: StripItem, maker: StripItem): boolean {
  return (
    isMadeBy(maker, edit.sourceImageId) || (otherSourceId !== undefined && isMadeBy(maker, otherSourceId))
  );
}
