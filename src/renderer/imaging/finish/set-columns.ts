/** Columns of a mask's rows, end exclusive. */
export interface Columns {
  readonly from: number;
  readonly to: number;
}

/**
 * Returns the columns between the first and the last set pixel of some rows of a mask, or null if none is set.
 * Most of a large picture's mask is empty, so it is read four pixels at a time where possible.
 */
export function setColumns(rows: Uint8Array, width: number): Columns | null {
  let [from, to] = [width, 0];
  for (let start = 0; start < rows.length; start += width) {
    const first = nextSet(rows, start, start + width);
    if (first === start + width) continue;
    from = Math.min(from, first - start);
    // Only beyond what is known already.
    for (let at = start + width - 1; at >= start + to; at--)
      if (rows[at] !== 0) {
        to = at - start + 1;
        break;
      }
  }
  return from < to ? { from, to } : null;
}

/** Returns the index of the first set pixel from `start` on, or `end` if there is none. */
export function nextSet(mask: Uint8Array, start: number, end: number): number {
  const offset = mask.byteOffset;
  let at = start;
  // Short gaps are not worth a view of their own.
  for (const near = Math.min(end, at + 16); at < near || (at < end && ((at + offset) & 3) !== 0); at++)
    if (mask[at] !== 0) return at;
  if (at >= end) return end;
  const words = new Uint32Array(mask.buffer, at + offset, (end - at) >> 2);
  let word = 0;
  while (word < words.length && words[word] === 0) word++;
  at += word * 4;
  while (at < end && mask[at] === 0) at++;
  return at;
}
