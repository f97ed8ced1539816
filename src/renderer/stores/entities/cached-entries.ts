import type { EditEntry } from '@shared/domain/edit.ts';
import type { Entities } from './entities.ts';

/** Returns the entries of a list of ids. The array is identical until an entry or the list changes. */
export function cachedEntries(
  entities: Pick<Entities, 'entries' | 'version'>,
  editIds: () => readonly number[],
): () => readonly EditEntry[] {
  let last: readonly EditEntry[] = [];
  let lastIds: readonly number[] | null = null;
  let lastVersion = -1;
  return () => {
    const ids = editIds();
    const version = entities.version();
    // Called by every reader's render, and assembling 5,000 entries takes longer than a frame.
    if (ids === lastIds && version === lastVersion) return last;
    lastIds = ids;
    lastVersion = version;
    const now = entities.entries(ids);
    const isSame = now.length === last.length && now.every((entry, index) => entry === last[index]);
    if (!isSame) last = now;
    return last;
  };
}
