import { realpath } from 'node:fs/promises';
import type { Keeper } from '../keeper/keeper.ts';
import { markMoved, readPlace } from '../library/library-folder.ts';
import { hasCaches } from '../library/move/parts.ts';
import type { Log } from '../ports.ts';
import { meaningOf } from '../system-failure.ts';

/** The folder that the library has left, if the user hasn't decided about it yet. */
export interface PreviousFolder {
  /** Writes into it where the library is, so that it isn't used by mistake. */
  mark(): void;
  /** Removes the caches in it. The next start does it if this one ends before. Never throws. */
  discardCaches(): Promise<void>;
}

export function createPreviousFolder({
  userData,
  keeper,
  log,
}: {
  readonly userData: string;
  readonly keeper: Pick<Keeper, 'run'>;
  readonly log: Log;
}): PreviousFolder {
  return {
    mark() {
      const place = readPlace(userData);
      if (!place?.previous) return;
      try {
        markMoved(place.previous, place.folder);
      } catch (error) {
        // A disk that isn't connected can't be used by mistake either.
        log.warn('failed to mark previous library folder', { error: String(error) });
      }
    },
    async discardCaches() {
      const place = readPlace(userData);
      if (!place?.previous || !hasCaches(place.previous)) return;
      try {
        // The user may have replaced the folder by a link to the new one.
        if ((await realpath(place.previous)) === (await realpath(place.folder))) return;
        await keeper.run('discard-caches', { folder: place.previous });
      } catch (error) {
        if (meaningOf(error) === 'interrupted') return;
        log.warn('failed to remove caches in previous library folder', { error: String(error) });
      }
    },
  };
}
