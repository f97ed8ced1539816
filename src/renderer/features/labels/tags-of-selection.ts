import type { LabelWithCount } from '@shared/domain/facets.ts';
import type { Stores } from '../../stores/index.ts';
import { idAt } from '../../stores/library-chunks.ts';

/** Pictures whose tags are looked up one by one; of more it is not told which tags they have. */
const LOOKED_UP_MAX = 60;

/** A tag that some of the selected pictures have. */
export interface SelectedTag extends LabelWithCount {
  /** How many of them. */
  readonly on: number;
}

/** The tags of the selected pictures, those of most pictures first; null when they are too many to look up. */
export async function tagsOfSelection({ library, labels }: Stores): Promise<SelectedTag[] | null> {
  const ids = idsOfSelection(library.getState());
  if (!ids) return null;
  const tags = new Map<number, SelectedTag>();
  for (const tag of (await labels.getState().tagsOf(ids)).flat())
    tags.set(tag.id, { ...tag, on: (tags.get(tag.id)?.on ?? 0) + 1 });
  return [...tags.values()].sort((a, b) => b.on - a.on || a.name.localeCompare(b.name));
}

function idsOfSelection({
  selection,
  chunks,
}: ReturnType<Stores['library']['getState']>): readonly number[] | null {
  if (selection.count > LOOKED_UP_MAX) return null;
  const { range } = selection;
  if (!range) return [...selection.ids];
  const ids: number[] = [];
  for (let position = range.from; position <= range.to; position += 1) {
    const id = idAt(chunks, position);
    if (id === undefined) return null;
    if (!range.except.has(id)) ids.push(id);
  }
  return ids;
}
