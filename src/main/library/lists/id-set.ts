/** A set of row ids with one bit each: a million ids take 125 KB. */
export class IdSet {
  size = 0;
  private bits = new Uint8Array(1024);

  add(id: number): void {
    const at = id >> 3;
    if (at >= this.bits.length) {
      const larger = new Uint8Array(Math.max(at + 1, this.bits.length * 2));
      larger.set(this.bits);
      this.bits = larger;
    }
    const bit = 1 << (id & 7);
    const byte = this.bits[at] ?? 0;
    if ((byte & bit) !== 0) return;
    this.bits[at] = byte | bit;
    this.size += 1;
  }

  has(id: number): boolean {
    return ((this.bits[id >> 3] ?? 0) & (1 << (id & 7))) !== 0;
  }

  *[Symbol.iterator](): Generator<number> {
    // Explicit loop: an iterator over a hundred thousand mostly zero bytes takes milliseconds.
    for (let at = 0; at < this.bits.length; at += 1) {
      const byte = this.bits[at] ?? 0;
      for (let bit = 0; bit < 8 && byte >> bit !== 0; bit += 1) {
        if ((byte & (1 << bit)) !== 0) yield at * 8 + bit;
      }
    }
  }
}
