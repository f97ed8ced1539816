/** A resource that uses memory until it is closed. */
export interface Closable {
  /** In pixels. */
  readonly size: number;
  close(): void;
}

/** Cache of decoded pictures within a memory limit. The least recently used one is evicted first. */
export interface DecodedCache<T extends Closable> {
  /** Returns the named item and makes it if needed. Null if it doesn't fit together with those in `together`. */
  get(name: string, together: readonly string[], make: () => Promise<T>): Promise<T | null>;
  clear(): void;
}

export function createDecodedCache<T extends Closable>(room: number): DecodedCache<T> {
  const things = new Map<string, T>();
  const coming = new Map<string, Promise<T>>();

  /** Evicts items until one of this size fits next to those needed together with it. Returns whether it fits. */
  function makeRoom(size: number, name: string, together: readonly string[]): boolean {
    const used = () => [...things.values()].reduce((sum, thing) => sum + thing.size, 0);
    for (const [other, thing] of [...things]) {
      if (used() + size <= room) break;
      if (other === name || together.includes(other)) continue;
      things.delete(other);
      thing.close();
    }
    // The first one is always accepted: a picture larger than the limit is still read alone.
    return used() + size <= room || things.size === 0;
  }

  return {
    async get(name, together, make) {
      const known = things.get(name);
      if (known) {
        things.delete(name);
        things.set(name, known);
        return known;
      }
      let made = coming.get(name);
      if (!made) {
        made = make().finally(() => coming.delete(name));
        coming.set(name, made);
      }
      const thing = await made;
      const there = things.get(name);
      if (there) return there;
      if (!makeRoom(thing.size, name, together)) {
        thing.close();
        return null;
      }
      things.set(name, thing);
      return thing;
    },
    clear() {
      for (const thing of things.values()) thing.close();
      things.clear();
    },
  };
}
