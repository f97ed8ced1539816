import type { LibraryQuery } from '@shared/domain/library-query.ts';
import type { ReadDb } from '../library/database/db.ts';
import type { Elapsed } from '../ports.ts';
import type { YieldToEventLoop } from '../yield-to-event-loop.ts';
import { ListView } from './list-view.ts';

/** Number of cached lists. */
const KEPT = 4;
/** Number of ids converted to numbers without yielding: about a millisecond. */
const COPIED_AT_ONCE = 50_000;

/** A slice of a list. `total` is its length, or a lower bound while `complete` is false. */
export interface ListSlice {
  readonly ids: readonly number[];
  readonly total: number;
  readonly complete: boolean;
}

/** Caches lists of pictures by position, so that any slice of any list is available without a query. */
export interface ListCache {
  slice(query: LibraryQuery, from: number, count: number): Promise<ListSlice>;
  /**
   * Returns all ids of a list in order except those in `except`, or those from one picture to another
   * inclusive. Null if one of the two is not in the list.
   */
  ids(
    query: LibraryQuery,
    between: readonly [number, number] | null,
    except?: readonly number[],
  ): Promise<number[] | null>;
  /** Returns the position of a picture, or null. */
  position(query: LibraryQuery, id: number): Promise<number | null>;
  /** These pictures were added or changed. Null means any may have been. */
  changed(ids: readonly number[] | null): void;
}

export function createListCache(
  db: ReadDb,
  yieldToEventLoop: YieldToEventLoop,
  elapsed: Elapsed = () => performance.now(),
): ListCache {
  // Least recently used first.
  const kept = new Map<string, ListView>();

  function viewOf(query: LibraryQuery): ListView {
    const key = JSON.stringify([query.place, query.search, query.sort, query.reversed, filterKey(query)]);
    const known = kept.get(key);
    const view = known && !known.isDropped && !known.isOutdated ? known : made(query);
    kept.delete(key);
    kept.set(key, view);
    for (const [old, { isAwaited }] of [...kept].slice(0, -KEPT)) if (!isAwaited) drop(old);
    return view;
  }

  /** A new list replaces earlier searches that nothing waits for anymore. */
  function made(query: LibraryQuery): ListView {
    for (const [key, old] of [...kept]) if (old.isSearch && !old.complete && !old.isAwaited) drop(key);
    return new ListView(db, query, { yieldToEventLoop, elapsed });
  }

  function drop(key: string): void {
    kept.get(key)?.drop();
    kept.delete(key);
  }

  /** Returns a list with at least `length` ids, as of the moment of the request. */
  async function ready(query: LibraryQuery, length: number): Promise<ListView> {
    const view = viewOf(query);
    await view.until(length);
    return view;
  }

  /** Slice by slice: converting a million at once would block the process for 50 ms. */
  async function numbersOf(ids: Uint32Array, except: readonly number[]): Promise<number[]> {
    const left = new Set(except);
    const numbers: number[] = [];
    for (let at = 0; at < ids.length; at += COPIED_AT_ONCE) {
      if (at > 0) await yieldToEventLoop();
      for (const id of ids.subarray(at, at + COPIED_AT_ONCE)) if (!left.has(id)) numbers.push(id);
    }
    return numbers;
  }

  return {
    async slice(query, from, count) {
      const view = await ready(query, from + count);
      return { ids: view.ids.slice(from, from + count), total: view.total, complete: view.complete };
    },
    async ids(query, between, except = []) {
      const { ids } = await ready(query, Number.POSITIVE_INFINITY);
      if (!between) return numbersOf(ids.copy(0, ids.length), except);
      const [first = -1, last = -1] = between.map((id) => ids.indexOf(id)).sort((a, b) => a - b);
      return first < 0 ? null : numbersOf(ids.copy(first, last + 1), except);
    },
    async position(query, id) {
      const { ids } = await ready(query, Number.POSITIVE_INFINITY);
      const position = ids.indexOf(id);
      return position < 0 ? null : position;
    },
    changed(ids) {
      for (const [key, view] of kept) {
        if (ids !== null && view.changed(ids)) continue;
        view.outdate();
        kept.delete(key);
      }
    },
  };
}

/** Equal filters give the same key, regardless of the order of their parts. */
function filterKey({ filter }: LibraryQuery): unknown {
  return Object.entries(filter)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
