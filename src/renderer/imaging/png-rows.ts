import type { Size } from '@shared/geometry.ts';
import { crc32 } from './crc.ts';
import { bandsOf } from './finish/rows.ts';
import { nextSet } from './finish/set-columns.ts';
import { FILTER, paethOf } from './png-filters.ts';

/** Rows of a picture from `top` on: RGBA, or gray with one byte per pixel. */
interface Rows {
  readonly height: number;
  readonly data: Uint8ClampedArray | Uint8Array;
}

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const COLOR_TYPES = { 1: 0, 3: 2, 4: 6 } as const;
/** Minimum size of a chunk's compressed bytes, except for the last one. */
const CHUNK_BYTES = 1024 * 1024;
/** Rows of a mask that are encoded together. */
const MASK_BAND = 512;

/**
 * Encodes an 8-bit PNG while its rows are computed: the browser's encoder would need the whole picture on a
 * canvas plus a copy. `channels`: 1 gray, 3 RGB (drops alpha), 4 RGBA. `colors`: color space chunks.
 */
export async function encodePngRows(
  { width, height }: Size,
  channels: 1 | 3 | 4,
  bands: Iterable<Rows>,
  colors: readonly Uint8Array<ArrayBuffer>[] = [],
): Promise<Blob> {
  const parts: BlobPart[] = [...pngHead({ width, height }, channels), ...colors];
  const packing = new CompressionStream('deflate');
  const packed = collect(packing.readable, parts);
  const writer = packing.writable.getWriter();
  try {
    let above: Uint8Array<ArrayBuffer> = new Uint8Array(width * channels);
    for (const band of bands) {
      const filtered = filterRows(band, width, channels, above);
      above = filtered.last;
      await writer.ready;
      await writer.write(filtered.bytes);
    }
    await writer.close();
  } catch (error) {
    await writer.abort(error).catch(() => {});
    await packed.catch(() => {});
    throw error;
  }
  await packed;
  parts.push(...chunk('IEND', []));
  return new Blob(parts, { type: 'image/png' });
}

/** Returns the signature and the header of an 8-bit PNG. */
export function pngHead({ width, height }: Size, channels: 1 | 3 | 4): Uint8Array<ArrayBuffer>[] {
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  header.setUint8(8, 8);
  header.setUint8(9, COLOR_TYPES[channels]);
  return [SIGNATURE, ...chunk('IHDR', [new Uint8Array(header.buffer)])];
}

/** Returns the chunk with a PNG's color profile. */
export async function profileChunk(profile: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>[]> {
  const packed = new Blob([profile]).stream().pipeThrough(new CompressionStream('deflate'));
  // A name, a zero byte, and the only compression method.
  const name = Uint8Array.from('ICC profile\0\0', (letter) => letter.charCodeAt(0));
  return chunk('iCCP', [name, new Uint8Array(await new Response(packed).arrayBuffer())]);
}

/** Encodes a mask as a gray PNG. */
export function encodeMaskRows(mask: Size & { readonly data: Uint8Array }): Promise<Blob> {
  const { width, height, data } = mask;
  const bands = bandsOf(height, MASK_BAND).map((band) => ({
    height: band.height,
    data: data.subarray(band.top * width, (band.top + band.height) * width),
  }));
  return encodePngRows(mask, 1, bands);
}

async function collect(packed: ReadableStream<Uint8Array<ArrayBuffer>>, parts: BlobPart[]): Promise<void> {
  let pieces: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  const flush = () => {
    // A blob keeps its bytes outside this worker's memory.
    if (bytes > 0) parts.push(new Blob(chunk('IDAT', pieces)));
    [pieces, bytes] = [[], 0];
  };
  for (const reader = packed.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return flush();
    pieces.push(value);
    bytes += value.length;
    if (bytes >= CHUNK_BYTES) flush();
  }
}

/** Returns a chunk of a PNG in parts. */
export function chunk(type: string, pieces: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer>[] {
  const name = Uint8Array.from(type, (letter) => letter.charCodeAt(0));
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return [bigEndian(length), name, ...pieces, bigEndian(crc32([name, ...pieces]))];
}

function bigEndian(value: number): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, value);
  return new Uint8Array(view.buffer);
}

/** Returns each row as its filter type and filtered bytes, and the unfiltered last row. */
function filterRows(
  { height, data }: Rows,
  width: number,
  channels: 1 | 3 | 4,
  before: Uint8Array<ArrayBuffer>,
): { bytes: Uint8Array<ArrayBuffer>; last: Uint8Array<ArrayBuffer> } {
  if (channels === 1) return filterGrayRows({ height, data }, width, before);
  const length = width * channels;
  const bytes = new Uint8Array(height * (length + 1));
  let above = before;
  let row = new Uint8Array(length);
  for (let y = 0; y < height; y++) {
    takeRow(data, y, width, channels, row);
    const at = y * (length + 1);
    bytes[at] = FILTER.paeth;
    paeth(row, above, channels, bytes.subarray(at + 1, at + 1 + length));
    [above, row] = [row, above];
  }
  return { bytes, last: above };
}

/** The same for gray, mostly a mask, of which few rows have anything set. */
function filterGrayRows(
  { height, data }: Rows,
  width: number,
  before: Uint8Array<ArrayBuffer>,
): { bytes: Uint8Array<ArrayBuffer>; last: Uint8Array<ArrayBuffer> } {
  const gray = new Uint8Array(data.buffer, data.byteOffset, data.length);
  const bytes = new Uint8Array(height * (width + 1));
  let above: Uint8Array = before;
  let firstAbove = nextSet(above, 0, width);
  for (let y = 0; y < height; y++) {
    const row = gray.subarray(y * width, (y + 1) * width);
    const at = y * (width + 1);
    bytes[at] = FILTER.up;
    const first = nextSet(row, 0, width);
    for (let i = Math.min(first, firstAbove); i < width; i++) bytes[at + 1 + i] = row[i]! - above[i]!;
    [above, firstAbove] = [row, first];
  }
  return { bytes, last: above.slice() };
}

function takeRow(
  data: Rows['data'],
  y: number,
  width: number,
  channels: 3 | 4,
  row: Uint8Array<ArrayBuffer>,
): void {
  const from = y * width * 4;
  if (channels === 4) row.set(data.subarray(from, from + row.length));
  else
    for (let i = 0, p = from; i < row.length; i += 3, p += 4) {
      row[i] = data[p]!;
      row[i + 1] = data[p + 1]!;
      row[i + 2] = data[p + 2]!;
    }
}

function paeth(row: Uint8Array, above: Uint8Array, step: number, out: Uint8Array): void {
  for (let i = 0; i < step; i++) out[i] = row[i]! - above[i]!;
  for (let i = step; i < row.length; i++)
    out[i] = row[i]! - paethOf(row[i - step]!, above[i]!, above[i - step]!);
}
