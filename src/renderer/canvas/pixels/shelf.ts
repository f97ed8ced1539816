/** Something that takes memory until it is closed. */
export interface Kept {
  /** In pixels. */
  readonly size: number;
  close(): void;
}

/** Decoded pictures, as many as there is room for; the one used longest ago goes first. */
export interface Shelf<T extends Kept> {
  /** The thing of a name, made when it is not there; null when it does not fit beside those of `together`. */
  get(name: string, together: readonly string[], make: () => Promise<T>): Promise<T | null>;
  clear(): void;
}

export function createShelf<T extends Kept>(room: number): Shelf<T> {
  const things = new Map<string, T>();
  const coming = new Map<string, Promise<T>>();

  /** Whether there is room for one more of a size beside those that are needed together with it. */
  function makeRoom(size: number, name: string, together: readonly string[]): boolean {
    const used = () => [...things.values()].reduce((sum, thing) => sum + thing.size, 0);
    for (const [other, thing] of [...things]) {
      if (used() + size <= room) break;
      if (other === name || together.includes(other)) continue;
      things.delete(other);
      thing.close();
    }
    // The first is always held: a picture that is larger than the room is still read alone.
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
