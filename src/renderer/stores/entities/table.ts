/** Maximum number of ids marked as outdated. Above this, all older records count as outdated. */
const STALE_MAX = 5_000;

interface Row<T> {
  /** Null if the record no longer exists. */
  readonly value: T | null;
  readonly revision: number;
}

/**
 * Records of one kind by id. Of two versions, the higher revision wins, in any order of arrival. An equal
 * version keeps the existing object, so that nothing rerenders.
 */
export class Table<T extends object> {
  /** Least recently used first. */
  readonly #rows = new Map<number, Row<T>>();
  readonly #listeners = new Map<number, Set<() => void>>();
  /** Minimum revision of an up-to-date record. */
  readonly #neededRevisions = new Map<number, number>();
  #neededByAll = 0;
  readonly #changed = new Set<number>();

  get size(): number {
    return this.#rows.size;
  }

  get(id: number): T | undefined {
    return this.#rows.get(id)?.value ?? undefined;
  }

  /** Marks a record as recently used. */
  use(id: number): void {
    const row = this.#rows.get(id);
    if (!row) return;
    this.#rows.delete(id);
    this.#rows.set(id, row);
  }

  /** Whether the record is known to be deleted. */
  isGone(id: number): boolean {
    return this.#rows.get(id)?.value === null;
  }

  /** Whether a record, or its deletion, is up to date. */
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

  /** Stores a version of a record, or null for a deleted one. Listeners are notified by the next `flush`. */
  put(id: number, value: T | null, revision: number): void {
    const row = this.#rows.get(id);
    if (row && row.revision >= revision) return;
    const isSame = row !== undefined && JSON.stringify(row.value) === JSON.stringify(value);
    this.#rows.delete(id);
    this.#rows.set(id, { value: isSame ? row.value : value, revision });
    if ((this.#neededRevisions.get(id) ?? 0) <= revision) this.#neededRevisions.delete(id);
    if (!isSame) this.#changed.add(id);
  }

  /** Marks older records of `ids` as outdated, or all if null. They are shown until newer ones arrive. */
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

  /** Subscribes to one record. Returns the unsubscribe function. */
  subscribe(id: number, listener: () => void): () => void {
    const listeners = this.#listeners.get(id) ?? new Set();
    this.#listeners.set(id, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(id) === listeners) this.#listeners.delete(id);
    };
  }

  /** Marks a record as changed because of data it is shown with. */
  touch(id: number): void {
    this.#changed.add(id);
  }

  /** Notifies the listeners of changes since the last call. Returns the changed ids. */
  flush(): readonly number[] {
    const changed = [...this.#changed];
    this.#changed.clear();
    for (const id of changed) for (const listener of [...(this.#listeners.get(id) ?? [])]) listener();
    return changed;
  }

  /** Evicts the least recently used records until at most `most` unneeded ones are left. Returns their ids. */
  trim(most: number, isNeeded: (id: number) => boolean): readonly number[] {
    const idle = [...this.#rows.keys()].filter((id) => !this.#listeners.has(id) && !isNeeded(id));
    const dropped = idle.slice(0, Math.max(0, idle.length - most));
    for (const id of dropped) this.#rows.delete(id);
    return dropped;
  }
}
