import type { Size } from '@shared/geometry.ts';
import { nextSet } from './finish/set-columns.ts';
import { inflateStream } from './inflate.ts';
import { COLOR_TYPE, chunksOf, HEADER_DATA } from './png-chunks.ts';
import { FILTER, paethOf } from './png-filters.ts';

/** One byte per pixel, by rows. */
export interface GrayPixels extends Size {
  readonly data: Uint8Array;
}

/** Chunks that don't change what the pixels mean. */
const PLAIN_CHUNKS = ['IHDR', 'IDAT', 'IEND', 'tEXt', 'pHYs', 'tIME'];

/**
 * Reads a plain gray PNG of 8 bits, as masks are stored, or returns null for any other file: the browser's
 * decoder makes four bytes of each pixel, which takes four times the memory and most of the time.
 */
export async function readGrayPng(
  bytes: Uint8Array<ArrayBuffer>,
  { width, height }: Size,
): Promise<GrayPixels | null> {
  const chunks = [...chunksOf(bytes)];
  const header = chunks[0]?.data;
  const isPlain =
    header?.[HEADER_DATA.depth] === 8 &&
    header[HEADER_DATA.color] === COLOR_TYPE.gray &&
    header[HEADER_DATA.interlace] === 0 &&
    chunks.every(({ type }) => PLAIN_CHUNKS.includes(type));
  if (!isPlain) return null;
  const packed = chunks.flatMap(({ type, data }) => (type === 'IDAT' ? [data] : []));
  const data = new Uint8Array(width * height);
  try {
    const rows = readRows(data, width);
    const stream = inflateStream(new Uint8Array(await new Blob(packed).arrayBuffer()));
    for (const reader = stream.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      rows.take(value);
    }
    return rows.isComplete() ? { width, height, data } : null;
  } catch {
    return null;
  }
}

/** Receives the unpacked bytes in order. Throws if there are too many, or a filter is unknown. */
interface RowReader {
  take(bytes: Uint8Array): void;
  isComplete(): boolean;
}

/** Undoes the filters of rows as their bytes arrive. */
function readRows(out: Uint8Array, width: number): RowReader {
  // The filter type, then the row.
  const line = new Uint8Array(width + 1);
  let above: Uint8Array = new Uint8Array(width);
  let held = 0;
  let start = 0;
  return {
    take(bytes) {
      for (let at = 0; at < bytes.length; ) {
        const part = bytes.subarray(at, at + line.length - held);
        at += part.length;
        line.set(part, held);
        held += part.length;
        if (held < line.length) return;
        held = 0;
        if (start >= out.length) throw new RangeError('The file has more rows than its picture.');
        const row = out.subarray(start, start + width);
        unfilter(line[0]!, line.subarray(1), above, row);
        above = row;
        start += width;
      }
    },
    isComplete: () => start === out.length && held === 0,
  };
}

function unfilter(filter: number, line: Uint8Array, above: Uint8Array, row: Uint8Array): void {
  const { length } = row;
  if (filter === FILTER.none) row.set(line);
  else if (filter === FILTER.up) {
    row.set(above);
    // Most rows of a mask equal the one above.
    for (let i = nextSet(line, 0, length); i < length; i++) row[i] = line[i]! + above[i]!;
  } else
    for (let i = 0; i < length; i++)
      row[i] = line[i]! + predicted(filter, row[i - 1] ?? 0, above[i]!, above[i - 1] ?? 0);
}

function predicted(filter: number, left: number, up: number, upLeft: number): number {
  if (filter === FILTER.sub) return left;
  if (filter === FILTER.average) return (left + up) >> 1;
  if (filter === FILTER.paeth) return paethOf(left, up, upLeft);
  throw new RangeError(`There is no filter ${filter}.`);
}
