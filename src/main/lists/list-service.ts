import type { Facets, LabelWithCount, SavedSearch } from '@shared/domain/facets.ts';
import {
  type LibraryQuery,
  type LibrarySlice,
  SLICE_MAX,
  type SliceRequest,
} from '@shared/domain/library-query.ts';
import type { Bus } from '../bus.ts';
import type { ReadDb } from '../library/database/db.ts';
import { imageRowsByIds } from '../library/images/image-rows.ts';
import { listCollections } from '../library/labels/collections.ts';
import { completeTag, tagsOf } from '../library/labels/tags.ts';
import { allFacets } from '../library/lists/facets.ts';
import { listSearches } from '../library/lists/saved-searches.ts';
import { truncateToMessageSize } from '../library/message-size.ts';
import { type YieldToEventLoop, yieldToEventLoop as yieldToAll } from '../yield-to-event-loop.ts';
import { createListCache } from './list-cache.ts';

/** Data for the grid and the panel beside it: lists by position, counts, tags, collections and saved searches. */
export interface ListService {
  /** Returns a slice of a list, with fewer images if they don't fit into one message. */
  slice(request: SliceRequest): Promise<LibrarySlice>;
  /** Returns the position of an image in a list, or null. */
  position(query: LibraryQuery, id: number): Promise<number | null>;
  /** Returns the ids of a list or a part of it. Null if one end of the part is no longer in it. */
  ids(
    query: LibraryQuery,
    between: readonly [number, number] | null,
    except?: readonly number[],
  ): Promise<readonly number[] | null>;
  facets(): Facets;
  /** Tags whose name starts with `beginning`, most used first. */
  completeTag(beginning: string, limit: number): LabelWithCount[];
  tagsOf(imageId: number): LabelWithCount[];
  /** Collections by name, after a name. `next` is the name to continue after. */
  collections(after: string | null): { readonly collections: LabelWithCount[]; readonly next: string | null };
  searches(after: string | null): { readonly searches: SavedSearch[]; readonly next: string | null };
}

/** Subscribes to every event that changes the images in a list or their order. */
export function createListService({
  db,
  bus,
  yieldToEventLoop = yieldToAll,
}: {
  readonly db: ReadDb;
  readonly bus: Pick<Bus, 'on'>;
  readonly yieldToEventLoop?: YieldToEventLoop;
}): ListService {
  const cache = createListCache(db, yieldToEventLoop);
  bus.on('library.added', ({ images }) => cache.changed(images.map(({ id }) => id)));
  // A list may depend on the names of tags.
  bus.on('library.changed', ({ ids, lists }) => cache.changed(lists ? null : ids));
  // The state of the source's runs, and the verdict on the results.
  bus.on('run.changed', ({ edit, results }) =>
    cache.changed([edit.sourceImageId, ...results.map(({ image }) => image.id)]),
  );

  return {
    async slice({ query, from, count }) {
      const { ids, total, complete } = await cache.slice(query, from, Math.min(count, SLICE_MAX));
      return { from, pictures: truncateToMessageSize(imageRowsByIds(db, ids)), total, complete };
    },
    position: cache.position,
    ids: cache.ids,
    facets: () => allFacets(db),
    completeTag: (beginning, limit) => truncateToMessageSize(completeTag(db, beginning, limit)),
    tagsOf: (imageId) => truncateToMessageSize(tagsOf(db, imageId)),
    collections: (after) => listCollections(db, after),
    searches: (after) => listSearches(db, after),
  };
}
