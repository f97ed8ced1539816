import type { Bridge } from '@shared/contract.ts';
import type { LibraryImage } from '@shared/domain/library-query.ts';
import { SLICE_MAX } from '@shared/domain/library-query.ts';
import { callMain } from '../../bridge/index.ts';
import type { Entities } from './entities.ts';

/** Maximum number of requests for an image that changes while it is loaded. */
const TRIES = 3;

export type ImageLoader = ReturnType<typeof createImageLoader>;

/** Loads images by id. Requests in one turn share a call, and none is duplicated. */
export function createImageLoader(bridge: Bridge, entities: Entities) {
  const { images } = entities;
  const loading = new Map<number, Promise<void>>();
  let waiting: number[] = [];
  let nextCall: Promise<void> | null = null;

  async function callAll(): Promise<void> {
    await Promise.resolve();
    const ids = waiting;
    waiting = [];
    nextCall = null;
    const calls: Promise<unknown>[] = [];
    for (let at = 0; at < ids.length; at += SLICE_MAX)
      calls.push(callMain(bridge.library.images({ ids: ids.slice(at, at + SLICE_MAX) })));
    await Promise.all(calls);
  }

  async function fetch(id: number): Promise<void> {
    for (let tries = 0; tries < TRIES && !images.isCurrent(id); tries += 1) {
      waiting.push(id);
      nextCall ??= callAll();
      await nextCall;
    }
  }

  function current(id: number): Promise<void> {
    const known = loading.get(id);
    if (known) return known;
    const loaded = fetch(id)
      // An unreadable image counts as missing. The next reader requests it again.
      .catch(() => {})
      .finally(() => loading.delete(id));
    loading.set(id, loaded);
    return loaded;
  }

  return {
    /** Returns the current image, or null if it doesn't exist or is unreadable. */
    async load(id: number): Promise<LibraryImage | null> {
      if (images.isCurrent(id)) images.use(id);
      else await current(id);
      return images.get(id) ?? null;
    },
    /** Reloads those of these images that are outdated. */
    async refresh(ids: Iterable<number>): Promise<void> {
      const stale = [...new Set(ids)].filter((id) => !images.isCurrent(id));
      await Promise.all(stale.map(current));
    },
  };
}
