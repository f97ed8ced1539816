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

/** What the grid and the panel beside it show: lists by position, counts, tags, collections and saved searches. */
export interface ListService {
  /** A slice of a list; fewer images when they would not fit into one message. */
  slice(request: SliceRequest): Promise<LibrarySlice>;
  /** The position of an image in a list; null when it is not in it. */
  position(query: LibraryQuery, id: number): Promise<number | null>;
  /** The ids of a list, or of a part of it; null when one end of the part is no longer in it. */
  ids(
    query: LibraryQuery,
    between: readonly [number, number] | null,
    except?: readonly number[],
  ): Promise<readonly number[] | null>;
  facets(): Facets;
  /** Tags whose name starts with `beginning`, the most used first. */
  completeTag(beginning: string, limit: number): LabelWithCount[];
  tagsOf(imageId: number): LabelWithCount[];
  /** Collections by name, after a name; `next` is the name to continue after. */
  collections(after: string | null): { readonly collections: LabelWithCount[]; readonly next: string | null };
  searches(after: string | null): { readonly searches: SavedSearch[]; readonly next: string | null };
}

/** Subscribes to every event that changes which images are in a list, or their order. */
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
  bus.on('library.organised', ({ ids, lists }) => cache.changed(lists ? null : ids));
  // The work state of the source, and the verdict on the results.
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
