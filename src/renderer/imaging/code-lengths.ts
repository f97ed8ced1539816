/**
 * Returns the lengths of a Huffman code for symbols of these counts, at most `most` bits: 0 for a count of 0. There must
 * be at least two symbols with a count.
 */
export function codeLengths(counts: Uint32Array, most: number): Uint8Array {
  const symbols = Array.from(counts.keys()).filter((symbol) => counts[symbol]! > 0);
  symbols.sort((one, other) => counts[one]! - counts[other]! || one - other);
  const depths = depthsOf(symbols.map((symbol) => counts[symbol]!));
  const perLength = new Uint32Array(most + 1);
  for (const depth of depths) perLength[Math.min(depth, most)]!++;
  shorten(perLength, most);
  const lengths = new Uint8Array(counts.length);
  // The rarest symbols get the longest codes.
  let next = 0;
  for (let length = most; length > 0; length--)
    for (let i = 0; i < perLength[length]!; i++) lengths[symbols[next++]!] = length;
  return lengths;
}

/** Depth of each leaf of a Huffman tree, of counts in increasing order. */
function depthsOf(counts: readonly number[]): number[] {
  const leaves = counts.length;
  const weights = [...counts];
  const parents: number[] = [];
  let [leaf, inner] = [0, leaves];
  // New nodes are made in increasing order too, so the two smallest are at the front of one of both.
  const smallest = () =>
    leaf < leaves && (inner >= weights.length || weights[leaf]! <= weights[inner]!) ? leaf++ : inner++;
  while (weights.length < 2 * leaves - 1) {
    const [one, other] = [smallest(), smallest()];
    parents[one] = weights.length;
    parents[other] = weights.length;
    weights.push(weights[one]! + weights[other]!);
  }
  const depths = new Array<number>(weights.length).fill(0);
  for (let node = weights.length - 2; node >= 0; node--) depths[node] = depths[parents[node]!]! + 1;
  return depths.slice(0, leaves);
}

/** Makes room for codes that were cut to `most` bits: for each two too many, another one becomes longer. */
function shorten(perLength: Uint32Array, most: number): void {
  let used = 0;
  for (let length = 1; length <= most; length++) used += perLength[length]! * 2 ** (most - length);
  for (; used > 2 ** most; used--) {
    let length = most - 1;
    while (perLength[length] === 0) length--;
    perLength[length]!--;
    perLength[length + 1]! += 2;
    perLength[most]!--;
  }
}

/** Returns the codes of these lengths as deflate packs them: from their last bit to their first. */
export function packedCodes(lengths: Uint8Array, most: number): Uint32Array {
  const codes = new Uint32Array(lengths.length);
  let code = 0;
  for (let length = 1; length <= most; length++, code *= 2)
    for (const [symbol, own] of lengths.entries()) {
      if (own !== length) continue;
      for (let bit = 0; bit < length; bit++) if ((code >> bit) & 1) codes[symbol]! |= 1 << (length - 1 - bit);
      code++;
    }
  return codes;
}
