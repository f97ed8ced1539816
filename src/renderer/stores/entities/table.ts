/** Ids whose records are known to be out of date, at most; beyond, all older records count as out of date. */
const STALE_MAX = 5_000;

interface Row<T> {
  /** Null when the record no longer exists. */
  readonly value: T | null;
  readonly revision: number;
}

/**
 * Records of one kind by id. Of two versions of a record the one with the higher revision stays, in whatever order they arrive.
 * A version that says the same keeps the object that is there, so that nothing renders again for it.
 */
export class Table<T extends object> {
  /** The one that was put in or used last comes last. */
  readonly #rows = new Map<number, Row<T>>();
  readonly #listeners = new Map<number, Set<() => void>>();
  /** The revision that a record must have to be up to date. */
  readonly #neededRevisions = new Map<number, number>();
  #neededByAll = 0;
  readonly #changed = new Set<number>();

  get size(): number {
    return this.#rows.size;
  }

  get(id: number): T | undefined {
    return this.#rows.get(id)?.value ?? undefined;
  }

  /** Counts a record as used now: it is forgotten after those that were used before. */
  use(id: number): void {
    const row = this.#rows.get(id);
    if (!row) return;
    this.#rows.delete(id);
    this.#rows.set(id, row);
  }

  /** Returns whether the record is known not to exist any more. */
  isGone(id: number): boolean {
    return this.#rows.get(id)?.value === null;
  }

  /** Returns whether what is known of a record, or of its end, is up to date. */
  isCurrent(id: number): boolean {
    const row = this.#rows.get(id);
    return row !== undefined && row.revision >= (this.#neededRevisions.get(id) ?? this.#neededByAll);
  }

  isWatched(id: number): boolean {
    return this.#listeners.has(id);
  }

  watchedIds(): number[] {
    return [...this.#listeners.keys()];
  }

  ids(): IterableIterator<number> {
    return this.#rows.keys();
  }

  /** Keeps a version of a record, null for one that no longer exists; listeners hear of it with the next `flush`. */
  put(id: number, value: T | null, revision: number): void {
    const row = this.#rows.get(id);
    if (row && row.revision >= revision) return;
    const isSame = row !== undefined && JSON.stringify(row.value) === JSON.stringify(value);
    this.#rows.delete(id);
    this.#rows.set(id, { value: isSame ? row.value : value, revision });
    if ((this.#neededRevisions.get(id) ?? 0) <= revision) this.#neededRevisions.delete(id);
    if (!isSame) this.#changed.add(id);
  }

  /** Marks the older records of `ids` as out of date, or those of all when null. They are still shown until newer ones arrive. */
  invalidate(ids: readonly number[] | null, revision: number): void {
    if (ids === null || this.#neededRevisions.size + ids.length > STALE_MAX) {
      this.#neededByAll = Math.max(this.#neededByAll, revision);
      for (const [id, needed] of this.#neededRevisions)
        if (needed <= revision) this.#neededRevisions.delete(id);
      return;
    }
    for (const id of ids) {
      const needed = Math.max(this.#neededByAll, this.#neededRevisions.get(id) ?? 0, revision);
      this.#neededRevisions.set(id, needed);
    }
  }

  /** Listens to one record; the answer stops it. */
  subscribe(id: number, listener: () => void): () => void {
    const listeners = this.#listeners.get(id) ?? new Set();
    this.#listeners.set(id, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(id) === listeners) this.#listeners.delete(id);
    };
  }

  /** Counts a record as changed, because of something it is shown with. */
  touch(id: number): void {
    this.#changed.add(id);
  }

  /** Tells the listeners of what changed since the last time; returns the ids. */
  flush(): readonly number[] {
    const changed = [...this.#changed];
    this.#changed.clear();
    for (const id of changed) for (const listener of [...(this.#listeners.get(id) ?? [])]) listener();
    return changed;
  }

  /** Forgets the records that were used longest ago until at most `most` are left that nobody needs; returns their ids. */
  trim(most: number, isNeeded: (id: number) => boolean): readonly number[] {
    const idle = [...this.#rows.keys()].filter((id) => !this.#listeners.has(id) && !isNeeded(id));
    const dropped = idle.slice(0, Math.max(0, idle.length - most));
    for (const id of dropped) this.#rows.delete(id);
    return dropped;
  }
}
