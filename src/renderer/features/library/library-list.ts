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

/** Calls under way at a time: a scroll past a thousand chunks asks only for those it stays at. */
const AT_ONCE = 2;
/** How long to wait before a list that is still being put together is asked how long it is, in milliseconds. */
const LOOK_AGAIN_MS = 150;
/**
 * How long nothing is looked at anew after a look, in milliseconds: at first, and when changes go on pouring in. Each look may draw the
 * whole grid again, and two hundred pictures that are taken in need the machine for themselves.
 */
const LOOK_REST_MS = 80;
const LOOK_REST_MAX_MS = 400;
/** How long nothing is asked for after a call failed, in milliseconds. */
const REST_MS = 1_000;
/** How often a picture is asked for again because the list changed meanwhile. */
const TRIES = 3;
/** What is beside the stretch in sight is asked for when it has been in sight for so long, in milliseconds. */
const SCROLL_IDLE_MS = 100;
/** Pictures of what is in sight that are tried as the one that stays where it is. */
const HOLDS_MAX = 4;

/** What is known of the list that is shown. */
export interface Listing {
  readonly listed: LibraryQuery;
  readonly chunks: Chunks;
  readonly total: number;
  readonly complete: boolean;
}

/** By how many positions what is in sight has moved; a new object each time. */
export interface Moved {
  readonly by: number;
}

export interface ListDeps {
  readonly bridge: Bridge;
  readonly get: () => Listing;
  /** Another list, or the same one as it is now. */
  readonly replace: (listing: Partial<Listing>, moved: Moved | null) => void;
  /** More of the same list. */
  readonly more: (listing: Partial<Listing>) => void;
  readonly say: (error: unknown) => void;
}

export type LibraryList = ReturnType<typeof createList>;

/** Asks for the stretches of the list that are in sight, and for them anew when the list has changed. */
export function createList({ bridge, get, replace, more, say }: ListDeps) {
  // Positions mean something in one state of one list: answers that were asked for in another one are dropped.
  let generation = 0;
  let visible: VisibleRange = { from: 0, to: 0 };
  const asked = new Set<number>();
  // Stretches that came back empty though they should not have.
  let emptyChunks = new Set<number>();
  let resting = false;
  /** Nothing is scrolled: what is beside the stretch in sight may be wanted next. */
  let scrollIdle = true;
  let scrollIdleTimer: ReturnType<typeof setTimeout> | undefined;
  /** Other lists that were asked for and are not there yet. */
  let loading = 0;
  let loaded: Promise<unknown> = Promise.resolve();
  /** The look at what changed that was begun last, and the one that waits for it; more than one never waits. */
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
    asked.add(from);
    try {
      const { ids, total, complete } = await sliceOf(get().listed, from, count);
      if (mine !== generation) return;
      if (ids.length === 0) emptyChunks.add(from);
      more({ chunks: withWindow(get().chunks, from, ids, visible), total, complete });
      if (!complete) wait();
    } catch (error) {
      if (mine === generation) rest(error);
    } finally {
      asked.delete(from);
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

  /** Asks for what is missing in sight, at this moment, as far as calls are free. */
  function pump(): void {
    if (resting || looking || loading > 0) return;
    const { chunks, total } = get();
    const missing = gaps(chunks, visible, total, scrollIdle).filter(
      ({ from }) => !asked.has(from) && !emptyChunks.has(from),
    );
    for (const { from, count } of missing.slice(0, Math.max(0, AT_ONCE - asked.size))) void fill(from, count);
  }

  let waiting = false;
  /** Follows the length of a list that is still being put together. */
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

  /** The windows that show a stretch, from the start of its first chunk. */
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

  /** By how much the pictures in sight have moved; 0 at the top, where new ones are to be seen. */
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
    // What changes from now on needs another look.
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
    /** Puts another list in place of the one that is shown, from its beginning. False when a newer one was asked for. */
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
     * New pictures came that are newer than all others: in a list by time they are its first ones, and nothing is asked for.
     * False when that is not known to be so.
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
    /** The list may have changed: looks again at what is shown. Changes that come together are one look. */
    refresh(): Promise<void> {
      if (!nextLook) {
        nextLook = look(lastLook);
        lastLook = nextLook;
      }
      return nextLook;
    },
    /** The id of the picture at a position, asked for when it is not there; null when there is none. */
    async idAt(position: number): Promise<number | null> {
      for (let tries = 0; ; tries += 1) {
        const known = idAt(get().chunks, position);
        if (known !== undefined) return known;
        const mine = generation;
        const { ids } = await sliceOf(get().listed, position, 1);
        // In a list that changes all the time, what was there a moment ago is good enough.
        if (mine === generation || tries === TRIES) return ids[0] ?? null;
      }
    },
    /** The ids of a stretch in order; null when the list changed meanwhile. */
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
    /** Where a picture is; null when it is not in the list. */
    async positionOf(id: number): Promise<number | null> {
      const { chunks, listed } = get();
      return (
        positionIn(chunks, id) ?? (await callMain(bridge.library.position({ query: listed, id }))).position
      );
    },
    /** The length of the list once it is known. */
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
