import type { EditEntry } from '@shared/domain/edit.ts';
import type { Entities } from './entities.ts';

/** Returns the entries of a list of ids as they are now; the same array until one of them, or the list, changes. */
export function cachedEntries(
  entities: Pick<Entities, 'entries'>,
  editIds: () => readonly number[],
): () => readonly EditEntry[] {
  let last: readonly EditEntry[] = [];
  return () => {
    const now = entities.entries(editIds());
    const isSame = now.length === last.length && now.every((entry, index) => entry === last[index]);
    if (!isSame) last = now;
    return last;
  };
}
