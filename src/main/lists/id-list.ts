import type { IdSet } from '../library/lists/id-set.ts';

/** Up to this number, ids are searched for one by one: scanning a million takes a third of a millisecond. */
const SOUGHT_ONE_BY_ONE = 8;

/** An ordered list of ids, four bytes each: a million takes 4 MB. Ids are row ids below 2^32. */
export class IdList {
  length = 0;
  private items = new Uint32Array(1024);

  append(ids: readonly number[]): void {
    this.room(ids.length);
    this.items.set(ids, this.length);
    this.length += ids.length;
  }

  at(position: number): number | undefined {
    return position < this.length ? this.items[position] : undefined;
  }

  /** For visible slices. For a million ids it would take 50 ms; see `copy`. */
  slice(from: number, to: number): number[] {
    return [...this.items.subarray(Math.min(from, this.length), Math.min(to, this.length))];
  }

  /** Copies the ids of a range, four bytes each: a million takes a millisecond. */
  copy(from: number, to: number): Uint32Array {
    return this.items.slice(Math.min(from, this.length), Math.min(to, this.length));
  }

  /** Returns -1 if the id is not in the list. */
  indexOf(id: number): number {
    return this.items.subarray(0, this.length).indexOf(id);
  }

  insert(position: number, id: number): void {
    this.room(1);
    this.items.copyWithin(position + 1, position, this.length);
    this.items[position] = id;
    this.length += 1;
  }

  /** Removes all of these ids. */
  removeAll(ids: IdSet): void {
    const { items, length } = this;
    let to = 0;
    for (let from = 0; from < length; from += 1) {
      const id = items[from] as number;
      if (!ids.has(id)) {
        items[to] = id;
        to += 1;
      }
    }
    this.length = to;
  }

  /** Returns the positions of these ids in ascending order. */
  positionsOf(ids: IdSet): number[] {
    if (ids.size <= SOUGHT_ONE_BY_ONE)
      return [...ids]
        .map((id) => this.indexOf(id))
        .filter((position) => position >= 0)
        .sort((a, b) => a - b);
    const found: number[] = [];
    const { items, length } = this;
    for (let position = 0; position < length; position += 1)
      if (ids.has(items[position] as number)) found.push(position);
    return found;
  }

  /** Returns the first position whose id `isAfter` accepts. It must accept all later ids too. */
  search(isAfter: (id: number) => boolean): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isAfter(this.items[middle] as number)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  private room(more: number): void {
    if (this.length + more <= this.items.length) return;
    const larger = new Uint32Array(Math.max(this.length + more, this.items.length * 2));
    larger.set(this.items.subarray(0, this.length));
    this.items = larger;
  }
}
