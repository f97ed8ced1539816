import { codeLengths, packedCodes } from './code-lengths.ts';

/** Packs bytes into a zlib stream as they arrive. */
export interface Packer {
  /** Returns what can be written so far. */
  add(bytes: Uint8Array): Uint8Array<ArrayBuffer>;
  /** Returns the last part. */
  end(): Uint8Array<ArrayBuffer>;
}

/** Bytes that share a code. */
const BLOCK = 256 * 1024;
const LEAST_RUN = 3;
const MOST_RUN = 258;
const MOST_BITS = 15;
const END = 256;
const LENGTHS = 257;
const SYMBOLS = 286;
/** The order in which deflate lists how many bits a length of a code takes. All lengths of 0 to 15 take four here. */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const BITS_OF_LENGTH = 4;
const CODE_OF_LENGTH = packedCodes(new Uint8Array(16).fill(BITS_OF_LENGTH), BITS_OF_LENGTH);

/** Symbol of a run, and the bits after it: RFC 1951, 3.2.5. */
const RUN_SYMBOL = new Uint16Array(MOST_RUN + 1);
const RUN_EXTRA = new Uint8Array(MOST_RUN + 1);
const RUN_EXTRA_BITS = new Uint8Array(MOST_RUN + 1);
for (let symbol = LENGTHS, length = LEAST_RUN; length < MOST_RUN; symbol++) {
  const bits = Math.max(0, ((symbol - LENGTHS) >> 2) - 1);
  for (let extra = 0; extra < 1 << bits && length < MOST_RUN; extra++, length++) {
    RUN_SYMBOL[length] = symbol;
    RUN_EXTRA[length] = extra;
    RUN_EXTRA_BITS[length] = bits;
  }
}
RUN_SYMBOL[MOST_RUN] = SYMBOLS - 1;

/**
 * Deflates (RFC 1950 and 1951) with nothing but Huffman codes and runs of one byte. The filtered rows of a photograph repeat
 * almost nothing else, and without the search for it they are packed in a fraction of the time.
 */
export function createRunPacker(): Packer {
  // Two bytes at a time, on a little-endian machine, as all that Electron runs on are.
  let out = new Uint16Array(0);
  let [held, bits, at] = [0, 0, 0];
  let [low, high] = [1, 0];
  const counts = new Uint32Array(SYMBOLS);

  /** At most 16 bits. */
  function put(value: number, count: number): void {
    held |= value << bits;
    bits += count;
    out[at] = held;
    at += bits >>> 4;
    held >>>= bits & 16;
    bits &= 15;
  }

  function block(bytes: Uint8Array, isLast: boolean): void {
    const withRuns = hasRuns(bytes);
    counts.fill(0);
    // Two at least, for a code.
    counts[0] = 1;
    counts[END] = 1;
    if (withRuns) countRuns(bytes, counts);
    else countEach(bytes, counts);
    const lengths = codeLengths(counts, MOST_BITS);
    const codes = packedCodes(lengths, MOST_BITS);
    put(isLast ? 1 : 0, 1);
    put(2, 2);
    put(SYMBOLS - LENGTHS, 5);
    // One distance, of one bit.
    put(0, 5);
    put(ORDER.length - 4, 4);
    for (const length of ORDER) put(length < 16 ? BITS_OF_LENGTH : 0, 3);
    for (const length of lengths) put(CODE_OF_LENGTH[length]!, BITS_OF_LENGTH);
    put(CODE_OF_LENGTH[1]!, BITS_OF_LENGTH);
    for (let symbol = 0; symbol < SYMBOLS; symbol++) codes[symbol]! |= lengths[symbol]! << 16;
    if (withRuns) writeRuns(bytes, codes);
    else write(bytes, codes);
    put(codes[END]! & 0xff_ff, lengths[END]!);
  }

  function write(bytes: Uint8Array, codes: Uint32Array): void {
    let value = held;
    let pending = bits;
    let to = at;
    const target = out;
    for (let i = 0; i < bytes.length; i++) {
      const code = codes[bytes[i]!]!;
      value |= (code & 0xff_ff) << pending;
      pending += code >>> 16;
      // Written even if it isn't complete yet: a branch would be guessed wrong half of the time.
      target[to] = value;
      to += pending >>> 4;
      value >>>= pending & 16;
      pending &= 15;
    }
    [held, bits, at] = [value, pending, to];
  }

  function writeRuns(bytes: Uint8Array, codes: Uint32Array): void {
    let value = held;
    let pending = bits;
    let to = at;
    const target = out;
    const { length } = bytes;
    let before = -1;
    for (let i = 0; i < length; ) {
      const byte = bytes[i]!;
      const run = byte === before ? runAt(bytes, i) : 0;
      const code = codes[run === 0 ? byte : RUN_SYMBOL[run]!]!;
      value |= (code & 0xff_ff) << pending;
      pending += code >>> 16;
      target[to] = value;
      to += pending >>> 4;
      value >>>= pending & 16;
      pending &= 15;
      if (run === 0) {
        before = byte;
        i++;
        continue;
      }
      // The rest of the length, and the bit of the only distance.
      value |= RUN_EXTRA[run]! << pending;
      pending += RUN_EXTRA_BITS[run]! + 1;
      target[to] = value;
      to += pending >>> 4;
      value >>>= pending & 16;
      pending &= 15;
      i += run;
    }
    [held, bits, at] = [value, pending, to];
  }

  function sum(bytes: Uint8Array): void {
    for (let start = 0; start < bytes.length; start += SUMMED) {
      const end = Math.min(start + SUMMED, bytes.length);
      let [a, b] = [low, high];
      for (let i = start; i < end; i++) {
        a = (a + bytes[i]!) | 0;
        b = (b + a) | 0;
      }
      [low, high] = [a % ADLER, b % ADLER];
    }
  }

  let begun = false;
  const begin = () => {
    if (!begun) out[at++] = HEADER;
    begun = true;
  };
  /** What was written, except for the bits of an unfinished pair of bytes. */
  const taken = () => {
    const part = new Uint8Array(out.slice(0, at).buffer);
    at = 0;
    return part;
  };
  return {
    add(bytes) {
      // A code of nine bits for each byte would do, so no better one takes more.
      const most = bytes.length + (bytes.length >> 2) + HEAD_BYTES * Math.ceil(bytes.length / BLOCK + 1);
      if (out.length * 2 < most) out = new Uint16Array(most >> 1);
      begin();
      sum(bytes);
      for (let from = 0; from < bytes.length; from += BLOCK) block(bytes.subarray(from, from + BLOCK), false);
      return taken();
    },
    end() {
      out = new Uint16Array(HEAD_BYTES);
      begin();
      block(new Uint8Array(0), true);
      const rest = bits > 8 ? [held, held >>> 8] : bits > 0 ? [held] : [];
      return Uint8Array.of(...taken(), ...rest, high >>> 8, high, low >>> 8, low);
    },
  };
}

/** Deflate with a window of 32 KB, by the fastest method. */
const HEADER = 0x01_78;
/** More than the description of a block's codes. */
const HEAD_BYTES = 1024;
/** Modulus of Adler-32, and a number of bytes after which its sums still fit into 31 bits. */
const ADLER = 65_521;
const SUMMED = 3_000;

/** Length of the run of one byte from `i` on, which repeats the byte before it; 0 if it is too short. */
function runAt(bytes: Uint8Array, i: number): number {
  const byte = bytes[i];
  if (bytes[i + 1] !== byte || bytes[i + 2] !== byte) return 0;
  const most = Math.min(i + MOST_RUN, bytes.length);
  let end = i + LEAST_RUN;
  while (end < most && bytes[end] === byte) end++;
  return end - i;
}

/** Share of places with four equal bytes from which on looking for runs is worth its time, and their distance. */
const LEAST_EVEN = 0.5;
const EVERY = 61;

function hasRuns(bytes: Uint8Array): boolean {
  let even = 0;
  for (let i = 3; i < bytes.length; i += EVERY) {
    const byte = bytes[i]!;
    if (bytes[i - 1] === byte && bytes[i - 2] === byte && bytes[i - 3] === byte) even++;
  }
  return even * EVERY > bytes.length * LEAST_EVEN;
}

/** In turn into two tables: the same byte twice in a row would wait for its own count. */
function countEach(bytes: Uint8Array, counts: Uint32Array): void {
  const others = new Uint32Array(END);
  const last = bytes.length - 1;
  for (let i = 0; i < last; i += 2) {
    counts[bytes[i]!]!++;
    others[bytes[i + 1]!]!++;
  }
  if (last % 2 === 0) counts[bytes[last]!]!++;
  for (let byte = 0; byte < END; byte++) counts[byte]! += others[byte]!;
}

function countRuns(bytes: Uint8Array, counts: Uint32Array): void {
  let before = -1;
  for (let i = 0; i < bytes.length; ) {
    const byte = bytes[i]!;
    const run = byte === before ? runAt(bytes, i) : 0;
    counts[run === 0 ? byte : RUN_SYMBOL[run]!]!++;
    before = byte;
    i += run === 0 ? 1 : run;
  }
}
