import type { Bridge } from '@shared/contract.ts';
import { isEverything, type LibraryQuery } from '@shared/domain/library-query.ts';
import { callMain } from '../../bridge/index.ts';
import {
  CHUNK,
  type Chunks,
  gaps,
  idAt,
  positionIn,
  type VisibleRange,
  withFirst,
  withWindow,
} from '../../stores/library-chunks.ts';

/** Number of concurrent calls: scrolling past a thousand chunks requests only those where it stops. */
const AT_ONCE = 2;
/** Delay (ms) before the length of a list that is still being built is requested again. */
const LOOK_AGAIN_MS = 150;
/**
 * Minimum time (ms) between two refreshes: initially, and during continuous changes. Each may redraw the
 * whole grid, and a large import needs the CPU.
 */
const LOOK_REST_MS = 80;
const LOOK_REST_MAX_MS = 400;
/** Delay (ms) after a failed call. */
const REST_MS = 1_000;
/** Maximum number of attempts to load a picture while the list changes. */
const TRIES = 3;
/** Delay (ms) after scrolling stops before prefetching the chunks next to the visible range. */
const SCROLL_IDLE_MS = 100;
/** Number of visible pictures tried as the scroll anchor. */
const HOLDS_MAX = 4;

/** The loaded part of the current list. */
export interface Listing {
  readonly listed: LibraryQuery;
  readonly chunks: Chunks;
  readonly total: number;
  readonly complete: boolean;
}

/** Number of positions the visible range has moved. A new object each time. */
export interface Moved {
  readonly by: number;
}

export interface ListDeps {
  readonly bridge: Bridge;
  readonly get: () => Listing;
  /** Replaces the list, or updates it. */
  readonly replace: (listing: Partial<Listing>, moved: Moved | null) => void;
  /** Adds to the same list. */
  readonly more: (listing: Partial<Listing>) => void;
  readonly say: (error: unknown) => void;
}

export type LibraryList = ReturnType<typeof createList>;

/** Loads the visible ranges of the list, and reloads them when the list has changed. */
export function createList({ bridge, get, replace, more, say }: ListDeps) {
  // Positions are valid for one state of one list: answers for another one are dropped.
  let generation = 0;
  let visible: VisibleRange = { from: 0, to: 0 };
  const requested = new Set<number>();
  // Chunks that unexpectedly came back empty.
  let emptyChunks = new Set<number>();
  let resting = false;
  /** Not scrolling: chunks next to the visible range may be needed next. */
  let scrollIdle = true;
  let scrollIdleTimer: ReturnType<typeof setTimeout> | undefined;
  /** Number of requested lists that haven't arrived. */
  let loading = 0;
  let loaded: Promise<unknown> = Promise.resolve();
  /** The last refresh, and the one waiting for it. At most one waits. */
  let lastLook: Promise<void> = Promise.resolve();
  let nextLook: Promise<void> | null = null;
  let looking = false;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let lookRest = LOOK_REST_MS;

  const sliceOf = async (query: LibraryQuery, from: number, count: number) => {
    const { pictures, ...slice } = await callMain(bridge.library.slice({ query, from, count }));
    return { ...slice, ids: pictures.map(({ id }) => id) };
  };

  async function fill(from: number, count: number): Promise<void> {
    const mine = generation;
    requested.add(from);
    try {
      const { ids, total, complete } = await sliceOf(get().listed, from, count);
      if (mine !== generation) return;
      if (ids.length === 0) emptyChunks.add(from);
      more({ chunks: withWindow(get().chunks, from, ids, visible), total, complete });
      if (!complete) wait();
    } catch (error) {
      if (mine === generation) rest(error);
    } finally {
      requested.delete(from);
      pump();
    }
  }

  function rest(error: unknown): void {
    if (!resting) say(error);
    resting = true;
    setTimeout(() => {
      resting = false;
      pump();
    }, REST_MS);
  }

  /** Requests what is missing in the visible range, as far as calls are free. */
  function pump(): void {
    if (resting || looking || loading > 0) return;
    const { chunks, total } = get();
    const missing = gaps(chunks, visible, total, scrollIdle).filter(
      ({ from }) => !requested.has(from) && !emptyChunks.has(from),
    );
    for (const { from, count } of missing.slice(0, Math.max(0, AT_ONCE - requested.size)))
      void fill(from, count);
  }

  let waiting = false;
  /** Polls the length of a list that is still being built. */
  function wait(): void {
    if (waiting) return;
    waiting = true;
    setTimeout(async () => {
      waiting = false;
      const mine = generation;
      if (get().complete) return;
      try {
        const { total, complete } = await sliceOf(get().listed, visible.from, 1);
        if (mine !== generation) return;
        more({ total, complete });
        if (!complete) wait();
        pump();
      } catch (error) {
        if (mine === generation) rest(error);
      }
    }, LOOK_AGAIN_MS);
  }

  /** The slices that cover a range, from the start of its first chunk. */
  async function windows(query: LibraryQuery, { from, to }: VisibleRange) {
    const starts: number[] = [];
    for (let at = from - (from % CHUNK); at <= to; at += CHUNK) starts.push(at);
    const answers = await Promise.all(starts.map((start) => sliceOf(query, start, CHUNK)));
    let chunks: Chunks = new Map();
    for (const { from: start, ids } of answers)
      if (ids.length > 0) chunks = withWindow(chunks, start, ids, { from, to });
    const last = answers.at(-1);
    return { chunks, total: last?.total ?? 0, complete: last?.complete ?? true };
  }

  /** Returns how far the visible pictures have moved; 0 at the top, where new ones should appear. */
  async function shift(): Promise<number> {
    if (visible.from === 0) return 0;
    const { listed, chunks } = get();
    for (let at = visible.from; at < visible.from + HOLDS_MAX; at += 1) {
      const id = idAt(chunks, at);
      if (id === undefined) continue;
      const { position } = await callMain(bridge.library.position({ query: listed, id }));
      if (position !== null) return position - at;
    }
    return 0;
  }

  async function lookAgain(): Promise<void> {
    const mine = generation;
    try {
      const by = await shift();
      if (mine !== generation) return;
      const { total: before, listed } = get();
      const from = Math.max(0, Math.min(visible.from + by, Math.max(before, 1) - 1 + Math.max(by, 0)));
      const there = await windows(listed, { from, to: Math.max(from, visible.to + by) });
      if (mine !== generation) return;
      swap(there, by === 0 ? null : { by });
    } catch (error) {
      if (mine === generation) say(error);
    }
  }

  async function look(before: Promise<void>): Promise<void> {
    await before;
    const calmFor = performance.now() - lookedAt;
    lookRest = calmFor > 2 * LOOK_REST_MAX_MS ? LOOK_REST_MS : Math.min(2 * lookRest, LOOK_REST_MAX_MS);
    if (calmFor < lookRest) await new Promise((resolve) => setTimeout(resolve, lookRest - calmFor));
    while (loading > 0) await loaded;
    // Later changes need another refresh.
    nextLook = null;
    looking = true;
    await lookAgain();
    looking = false;
    lookedAt = performance.now();
    pump();
  }

  function swap(listing: Partial<Listing>, moved: Moved | null): void {
    generation += 1;
    emptyChunks = new Set();
    if (moved)
      visible = { from: Math.max(0, visible.from + moved.by), to: Math.max(0, visible.to + moved.by) };
    replace(listing, moved);
    if (!get().complete) wait();
  }

  return {
    /** Replaces the list, starting from the top. Returns false if a newer one was requested. */
    load(query: LibraryQuery): Promise<boolean> {
      generation += 1;
      loading += 1;
      const mine = generation;
      const answer = (async () => {
        try {
          const there = await windows(query, { from: 0, to: 0 });
          if (mine !== generation) return false;
          visible = { from: 0, to: visible.to - visible.from };
          swap({ listed: query, ...there }, null);
          return true;
        } finally {
          loading -= 1;
          pump();
        }
      })();
      loaded = answer.catch(() => {});
      return answer;
    },
    inSight(from: number, to: number): void {
      visible = { from, to };
      scrollIdle = false;
      clearTimeout(scrollIdleTimer);
      scrollIdleTimer = setTimeout(() => {
        scrollIdle = true;
        pump();
      }, SCROLL_IDLE_MS);
      pump();
    },
    /**
     * Prepends new pictures that are newer than all others: in a list by time nothing has to be loaded.
     * Returns false if that isn't certain.
     */
    prepend(ids: readonly number[]): boolean {
      const { chunks, total, complete, listed } = get();
      const newestFirst = ids.toSorted((a, b) => b - a);
      const top = chunks.get(0)?.[0] ?? (total === 0 ? 0 : Number.POSITIVE_INFINITY);
      const isNewer = newestFirst.every((id) => id > top);
      const isQuiet = complete && !looking && nextLook === null && loading === 0;
      if (!isQuiet || !isNewer || !isEverything(listed) || listed.sort !== 'time' || listed.reversed)
        return false;
      const next = withFirst(chunks, newestFirst, visible);
      swap({ chunks: next, total: total + ids.length }, visible.from === 0 ? null : { by: ids.length });
      pump();
      return true;
    },
    /** The list may have changed: refreshes the visible part. Concurrent changes share one refresh. */
    refresh(): Promise<void> {
      if (!nextLook) {
        nextLook = look(lastLook);
        lastLook = nextLook;
      }
      return nextLook;
    },
    /** Returns the id at a position and loads it if needed. Null if there is none. */
    async idAt(position: number): Promise<number | null> {
      for (let tries = 0; ; tries += 1) {
        const known = idAt(get().chunks, position);
        if (known !== undefined) return known;
        const mine = generation;
        const { ids } = await sliceOf(get().listed, position, 1);
        // In a constantly changing list, a slightly outdated answer is good enough.
        if (mine === generation || tries === TRIES) return ids[0] ?? null;
      }
    },
    /** Returns the ids of a range in order. Null if the list changed in the meantime. */
    async idsBetween(from: number, to: number): Promise<number[] | null> {
      const mine = generation;
      const ids: number[] = [];
      while (from + ids.length <= to) {
        const at = from + ids.length;
        const known = idAt(get().chunks, at);
        if (known !== undefined) {
          ids.push(known);
          continue;
        }
        const window = await sliceOf(get().listed, at, Math.min(CHUNK, to - at + 1));
        if (mine !== generation) return null;
        if (window.ids.length === 0) break;
        ids.push(...window.ids);
      }
      return ids;
    },
    /** Returns a picture's position, or null. */
    async positionOf(id: number): Promise<number | null> {
      for (let tries = 0; ; tries += 1) {
        const { chunks, listed } = get();
        const known = positionIn(chunks, id);
        if (known !== null) return known;
        const mine = generation;
        const { position } = await callMain(bridge.library.position({ query: listed, id }));
        // As in `idAt`.
        if (mine === generation || tries === TRIES) return position;
      }
    },
    /** Returns the list's length once it is known. */
    async length(): Promise<number> {
      for (;;) {
        const { complete, total, listed } = get();
        if (complete) return total;
        const mine = generation;
        const answer = await sliceOf(listed, Math.max(0, total - 1), 1);
        if (mine === generation) more({ total: answer.total, complete: answer.complete });
      }
    },
  };
}
