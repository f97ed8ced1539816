import type { LabelWithCount } from '@shared/domain/facets.ts';
import type { Stores } from '../../stores/index.ts';
import { idAt } from '../../stores/library-chunks.ts';

/** Maximum number of pictures whose tags are looked up individually. Above this, their tags aren't shown. */
const LOOKED_UP_MAX = 60;

/** A tag of some of the selected pictures. */
export interface SelectedTag extends LabelWithCount {
  /** Number of them. */
  readonly on: number;
}

/** Returns the tags of the selected pictures, most common first. Null if there are too many pictures. */
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
