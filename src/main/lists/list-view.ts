import { type LibraryQuery, SLICE_MAX } from '@shared/domain/library-query.ts';
import type { ReadDb } from '../library/database/db.ts';
import { IdSet } from '../library/lists/id-set.ts';
import { type ListPlan, planList } from '../library/lists/list-plan.ts';
import { compareKeys, isListed, type Key, keyOf, listSlices } from '../library/lists/lists.ts';
import type { Elapsed } from '../ports.ts';
import type { YieldToEventLoop } from '../yield-to-event-loop.ts';
import { IdList } from './id-list.ts';

/** Time (ms) a list is built without yielding. */
const STRETCH_MS = 4;
/** The same for the first slice, which a caller waits for. */
const FIRST_STRETCH_MS = 1;
/** Maximum number of changed pictures to patch one by one. Above this, the list is rebuilt. */
const PATCH_MAX = 1000;
/** Time budget (ms) for inserting pictures at their positions. */
const INSERTS_MS = 20;
/** Estimated time (ms) of one insert: finding its position and moving the ids behind it. */
const INSERT_MS = 0.1;
const INSERT_MS_PER_ID = 3e-7;

/** Measures a stretch of work, and lets other work run after it. */
interface Pace {
  readonly yieldToEventLoop: YieldToEventLoop;
  readonly elapsed: Elapsed;
}

/** One list, built in the background and then kept up to date. */
export class ListView {
  readonly ids = new IdList();
  complete = false;
  readonly isSearch: boolean;
  private readonly db: ReadDb;
  private readonly query: LibraryQuery;
  private readonly plan: ListPlan;
  private readonly elapsed: Elapsed;
  private changedMeanwhile = new Set<number>();
  private dropped = false;
  private outdated = false;
  private failure: unknown = null;
  private isNew = true;
  private waiting = 0;
  private progress: Promise<void>;

  constructor(db: ReadDb, query: LibraryQuery, { yieldToEventLoop, elapsed }: Pace) {
    this.db = db;
    this.elapsed = elapsed;
    this.query = query;
    this.isSearch = query.search.trim() !== '';
    this.plan = planList(db, query);
    const slices = listSlices(db, this.plan);
    // The first slice is built synchronously: short lists, and the first page of long ones, need nothing
    // more.
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

  /** Known before the list is complete if the library keeps the count. */
  get total(): number {
    return this.complete ? this.ids.length : Math.max(this.plan.total ?? 0, this.ids.length);
  }

  /** Waits until the list has `length` ids or is complete. Throws if building it failed. */
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

  /** Whether a caller waits for it. */
  get isAwaited(): boolean {
    return this.waiting > 0;
  }

  /** Updates the list after these pictures changed. Returns false if rebuilding is cheaper. */
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
    // Remove all that may have moved before inserting any: until then the order uses the old values.
    const leaving = new IdSet();
    for (const id of present) if (!inPlace || !listed.has(id)) leaving.add(id);
    const entering = [...listed].filter((id) => !inPlace || !present.has(id));
    if (entering.length * (INSERT_MS + INSERT_MS_PER_ID * this.ids.length) > INSERTS_MS) return false;
    if (leaving.size > 0) this.ids.removeAll(leaving);
    for (const id of entering) this.insert(id);
    return true;
  }

  /**
   * Whether its search still resolves to the same terms, such as the words with a prefix and the tags of that
   * name.
   */
  private meansTheSame(): boolean {
    if (!this.isSearch) return true;
    const { whole } = planList(this.db, this.query);
    return JSON.stringify(whole) === JSON.stringify(this.plan.whole);
  }

  /** Whether the picture at a position and its neighbors are in order. */
  private isInOrder(position: number): boolean {
    // The order by time is the order of ids, which never change. In other orders a moving picture may have
    // been read twice.
    if (this.plan.inOrder && this.plan.order.keys.length === 1) return true;
    const around = [position - 1, position, position + 1].flatMap((at) => this.ids.at(at) ?? []);
    const keys: (Key | undefined)[] = around.map((id) => keyOf(this.db, this.plan, id));
    return keys.every((key, index) => {
      const before = keys[index - 1];
      // Its row may have been deleted.
      return key && (index === 0 || (before && compareKeys(this.plan, before, key) < 0));
    });
  }

  /** Stops building the list. Its current ids are valid. */
  drop(): void {
    this.dropped = true;
  }

  /**
   * Marks the list as outdated. Callers that already wait still get it, as of the moment of their request:
   * during endless changes, such as a large import, they would otherwise wait as long. The next caller gets a
   * new list.
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

  /** Returns true if complete, false if there is more to build. */
  private work(slices: Generator<readonly number[], void>): boolean {
    const start = this.elapsed();
    for (;;) {
      const { done, value } = slices.next();
      if (done) break;
      this.ids.append(value);
      const enough = this.isNew && this.ids.length >= SLICE_MAX;
      if (this.elapsed() - start > (enough ? FIRST_STRETCH_MS : STRETCH_MS)) {
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
