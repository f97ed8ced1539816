import { isBare, isFrame } from './jpeg-header.ts';

const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;
const PROGRESSIVE = [0xc2, 0xca];
const COEFFICIENTS = 64;

/** Scan information from a JPEG's segments. */
export interface Scans {
  /** Whether the file has its end marker. */
  readonly ended: boolean;
  /**
   * Whether the scans cover every component completely, to the last bit. Says nothing about the last scan
   * itself.
   */
  readonly complete: boolean;
  /** How many scans there are. */
  readonly count: number;
}

/** Walks a JPEG's segments to its end. */
export function readScans(bytes: Uint8Array): Scans {
  /** By component: the lowest known bit of each coefficient. */
  const known = new Map<number, Uint8Array>();
  let progressive = false;
  let count = 0;
  let at = 2;
  const done = (ended: boolean): Scans => ({
    ended,
    count,
    complete: known.size > 0 && [...known.values()].every((bits) => bits.every((bit) => bit === 0)),
  });
  for (;;) {
    // Skips stray bytes like decoders do, and scan data, where a zero follows each such byte.
    at = bytes.indexOf(0xff, at);
    const marker = bytes[at + 1];
    if (at < 0 || marker === undefined) return done(false);
    if (marker === END_OF_IMAGE) return done(true);
    if (marker === 0xff) at += 1;
    else if (marker === 0 || isBare(marker)) at += 2;
    else {
      const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
      const segment = bytes.subarray(at + 4, at + 2 + length);
      if (isFrame(marker)) {
        progressive = PROGRESSIVE.includes(marker);
        for (let i = 0; i < (segment[5] ?? 0); i++)
          known.set(segment[6 + 3 * i] ?? -1, new Uint8Array(COEFFICIENTS).fill(0xff));
      }
      if (marker === START_OF_SCAN) {
        count += 1;
        noteScan(segment, progressive, known);
      }
      at += 2 + Math.max(2, length);
    }
  }
}

function noteScan(segment: Uint8Array, progressive: boolean, known: ReadonlyMap<number, Uint8Array>): void {
  const count = segment[0] ?? 0;
  const [first = 0, last = 0, bits = 0] = segment.subarray(1 + 2 * count);
  for (let i = 0; i < count; i++) {
    const component = known.get(segment[1 + 2 * i] ?? -1);
    if (progressive) component?.fill(bits & 15, first, last + 1);
    else component?.fill(0);
  }
}
