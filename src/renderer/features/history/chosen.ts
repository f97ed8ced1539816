import type { EditEntry } from '@shared/domain/edit.ts';
import type { Verdict } from '@shared/domain/verdict.ts';
import { isMadeBy, newestResult } from '../../stores/made-pictures.ts';
import type { TreeItem } from './tree-layout.ts';

/**
 * Returns the edit whose request is shown: the selected one, otherwise the one that made the selected
 * picture.
 */
export function chosenEntry(
  entries: readonly EditEntry[],
  selectedEditId: number | null,
  imageId: number | null,
): EditEntry | null {
  const made = (entry: EditEntry) => isMadeBy(entry, imageId);
  const byChoice = entries.find((entry) => entry.edit.id === selectedEditId);
  return byChoice ?? (imageId === null ? null : (entries.find(made) ?? null));
}

/** Returns the verdict of a re-run's newest result. */
export function newestVerdict(entry: EditEntry): Verdict | null {
  return newestResult(entry)?.verdict ?? null;
}

export type Direction = 'newer' | 'older' | 'parent' | 'child';

/** Returns the edit one step away in the tree, or null at its end. `entries` are newest first. */
export function stepFrom<E extends TreeItem>(
  entries: readonly E[],
  editId: number | null,
  direction: Direction,
): E | null {
  const at = entries.findIndex((entry) => entry.edit.id === editId);
  const from = entries[at];
  if (!from) return entries[0] ?? null;
  const sourceId = from.edit.sourceImageId;
  switch (direction) {
    case 'newer':
      return entries[at - 1] ?? null;
    case 'older':
      return entries[at + 1] ?? null;
    case 'parent':
      return entries.find((entry) => isMadeBy(entry, sourceId)) ?? null;
    case 'child':
      return entries.find((entry) => isMadeBy(from, entry.edit.sourceImageId)) ?? null;
  }
}
