import { type LibraryQuery, SLICE_MAX } from '@shared/domain/library-query.ts';
import type { ReadDb } from '../library/database/db.ts';
import { IdSet } from '../library/lists/id-set.ts';
import { type ListPlan, planList } from '../library/lists/list-plan.ts';
import { compareKeys, isListed, type Key, keyOf, listSlices } from '../library/lists/lists.ts';
import type { YieldToEventLoop } from '../yield-to-event-loop.ts';
import { IdList } from './id-list.ts';

/** How long the list is put together at a stretch, in milliseconds. */
const STRETCH_MS = 4;
/** The same at first, when somebody waits for the first window and it is there. */
const FIRST_STRETCH_MS = 1;
/** Changed pictures that are looked at one by one; with more, the list is made anew. */
const PATCH_MAX = 1000;
/** How long putting pictures in at their places may take, in milliseconds. */
const INSERTS_MS = 20;
/** What one takes: finding its place, and moving the ids behind it. */
const INSERT_MS = 0.1;
const INSERT_MS_PER_ID = 3e-7;

/** One list, put together in the background and then kept up to date. */
export class ListView {
  readonly ids = new IdList();
  complete = false;
  readonly isSearch: boolean;
  private readonly db: ReadDb;
  private readonly query: LibraryQuery;
  private readonly plan: ListPlan;
  private changedMeanwhile = new Set<number>();
  private dropped = false;
  private outdated = false;
  private failure: unknown = null;
  private isNew = true;
  private waiting = 0;
  private progress: Promise<void>;

  constructor(db: ReadDb, query: LibraryQuery, yieldToEventLoop: YieldToEventLoop) {
    this.db = db;
    this.query = query;
    this.isSearch = query.search.trim() !== '';
    this.plan = planList(db, query);
    const slices = listSlices(db, this.plan);
    // The first stretch is done at once: short lists, and the first page of long ones, need no second look.
    const step = async (): Promise<void> => {
      try {
        if (this.work(slices)) return;
      } catch (error) {
        this.failure = error;
        this.drop();
        return;
      }
      await yieldToEventLoop();
      if (!this.dropped) this.progress = step();
    };
    this.progress = Promise.resolve();
    this.progress = step();
  }

  /** Known before the list is complete where the library keeps it. */
  get total(): number {
    return this.complete ? this.ids.length : Math.max(this.plan.total ?? 0, this.ids.length);
  }

  /** Waits until so many ids are there, or all. Throws what went wrong. */
  async until(length: number): Promise<void> {
    this.waiting += 1;
    try {
      while (!this.has(length) && !this.dropped) await this.progress;
      if (this.failure !== null) throw this.failure;
    } finally {
      this.waiting -= 1;
      if (this.outdated && this.waiting === 0) this.dropped = true;
    }
  }

  private has(length: number): boolean {
    return this.complete || this.ids.length >= length;
  }

  /** Whether somebody waits for it. */
  get isAwaited(): boolean {
    return this.waiting > 0;
  }

  /** Brings the list up to date after these pictures changed; false when it had better be made anew. */
  changed(ids: readonly number[]): boolean {
    if (!this.meansTheSame()) return false;
    if (!this.complete) {
      for (const id of ids) this.changedMeanwhile.add(id);
      return true;
    }
    if (ids.length === 0) return true;
    if (ids.length > PATCH_MAX) return false;
    const changed = new IdSet();
    for (const id of ids) changed.add(id);
    const listed = new Set([...changed].filter((id) => isListed(this.db, this.plan, id)));
    const positions = this.ids.positionsOf(changed);
    const present = new Set(positions.map((position) => this.ids.at(position) as number));
    const inPlace = present.size === positions.length && positions.every((at) => this.isInOrder(at));
    // All leave that may be elsewhere, before one comes back: until then the order is that of the old values.
    const leaving = new IdSet();
    for (const id of present) if (!inPlace || !listed.has(id)) leaving.add(id);
    const entering = [...listed].filter((id) => !inPlace || !present.has(id));
    if (entering.length * (INSERT_MS + INSERT_MS_PER_ID * this.ids.length) > INSERTS_MS) return false;
    if (leaving.size > 0) this.ids.removeAll(leaving);
    for (const id of entering) this.insert(id);
    return true;
  }

  /** Whether its search still asks for the same, such as the words that begin so and the tags of that name. */
  private meansTheSame(): boolean {
    if (!this.isSearch) return true;
    const { whole } = planList(this.db, this.query);
    return JSON.stringify(whole) === JSON.stringify(this.plan.whole);
  }

  /** Whether the picture at a position and its neighbours are in the order of the list. */
  private isInOrder(position: number): boolean {
    // The order by time is that of ids, which never change; a picture may have been seen twice where it does.
    if (this.plan.inOrder && this.plan.order.keys.length === 1) return true;
    const around = [position - 1, position, position + 1].flatMap((at) => this.ids.at(at) ?? []);
    const keys: (Key | undefined)[] = around.map((id) => keyOf(this.db, this.plan, id));
    return keys.every((key, index) => {
      const before = keys[index - 1];
      // Its row may be gone.
      return key && (index === 0 || (before && compareKeys(this.plan, before, key) < 0));
    });
  }

  /** Stops putting it together; what is there is right. */
  drop(): void {
    this.dropped = true;
  }

  /**
   * Marks the list as no longer right. Callers that wait for it still get it, as of the moment they asked: with changes that never
   * end, such as a large import, they would wait for as long. The next caller gets a new list.
   */
  outdate(): void {
    this.outdated = true;
    if (this.waiting === 0) this.dropped = true;
  }

  get isOutdated(): boolean {
    return this.outdated;
  }

  get isDropped(): boolean {
    return this.dropped;
  }

  /** True when it is complete, false when there is more to do. */
  private work(slices: Generator<readonly number[], void>): boolean {
    const start = performance.now();
    for (;;) {
      const { done, value } = slices.next();
      if (done) break;
      this.ids.append(value);
      const enough = this.isNew && this.ids.length >= SLICE_MAX;
      if (performance.now() - start > (enough ? FIRST_STRETCH_MS : STRETCH_MS)) {
        this.isNew = false;
        return false;
      }
    }
    this.complete = true;
    if (!this.changed([...this.changedMeanwhile])) this.outdate();
    return true;
  }

  private insert(id: number): void {
    const key = keyOf(this.db, this.plan, id);
    const position = this.ids.search((other) => {
      return compareKeys(this.plan, keyOf(this.db, this.plan, other), key) > 0;
    });
    this.ids.insert(position, id);
  }
}
