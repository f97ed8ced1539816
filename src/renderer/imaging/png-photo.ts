import type { Size } from '@shared/geometry.ts';
import { type Band, bandsOf, type RgbaRows } from './finish/rows.ts';
import { FILTER, paethOf } from './png-filters.ts';
import { chunk, pngHead } from './png-rows.ts';
import { createRunPacker } from './run-deflate.ts';

/** Places of a picture that are packed twice to choose how, and their height. */
const SAMPLES = 3;
const SAMPLE_ROWS = 8;
/** How much larger than by the usual method a picture may become. The browser's encoder comes close to this too. */
const MOST_LARGER = 1.3;

/**
 * Encodes an opaque picture as PNG while its rows are computed, without a second picture of its size in memory.
 * Only for those of which `packsFast` is true. `colors`: color space chunks.
 */
export function encodePhotoRows(
  size: Size,
  bands: Iterable<Band>,
  colors: readonly Uint8Array<ArrayBuffer>[],
): Blob {
  const parts: BlobPart[] = [...pngHead(size, 3), ...colors];
  const packer = createRunPacker();
  // A blob keeps its bytes outside this worker's memory.
  const write = (packed: Uint8Array<ArrayBuffer>) => parts.push(new Blob(chunk('IDAT', [packed])));
  let above: Uint8ClampedArray = new Uint8ClampedArray(size.width * 4);
  let filtered = new Uint8Array(0);
  for (const { height, data } of bands) {
    const length = height * (size.width * 3 + 1);
    if (filtered.length < length) filtered = new Uint8Array(length);
    filterRows(data, above, size.width, height, filtered);
    write(packer.add(filtered.subarray(0, length)));
    above = data.slice((height - 1) * size.width * 4, height * size.width * 4);
  }
  write(packer.end());
  parts.push(...chunk('IEND', []));
  return new Blob(parts, { type: 'image/png' });
}

/**
 * Whether some rows of a picture are packed by `encodePhotoRows` to about the size of a search for repetitions, as those
 * of photographs are. Drawings and screenshots repeat more.
 */
export async function packsFast(picture: RgbaRows): Promise<boolean> {
  const { width, height } = picture;
  let [fast, usual] = [0, 0];
  for (const { top } of bandsOf(height, Math.max(SAMPLE_ROWS, Math.ceil(height / SAMPLES)))) {
    const rows = Math.min(SAMPLE_ROWS, height - top);
    const filtered = new Uint8Array(rows * (width * 3 + 1));
    filterRows(picture.rows(top, rows), new Uint8ClampedArray(width * 4), width, rows, filtered);
    const packer = createRunPacker();
    fast += packer.add(filtered).length + packer.end().length;
    const packed = new Blob([filtered]).stream().pipeThrough(new CompressionStream('deflate'));
    usual += (await new Response(packed).arrayBuffer()).byteLength;
  }
  return fast <= usual * MOST_LARGER;
}

/** Writes the Paeth filter and the filtered red, green and blue of each row of RGBA pixels. */
function filterRows(
  data: Uint8ClampedArray,
  before: Uint8ClampedArray,
  width: number,
  height: number,
  out: Uint8Array,
): void {
  for (let y = 0, to = 0; y < height; y++, to += width * 3 + 1) {
    out[to] = FILTER.paeth;
    const start = y * width * 4;
    if (y === 0) filterRow(data, start, before, 0, width, out, to + 1);
    else filterRow(data, start, data, start - width * 4, width, out, to + 1);
  }
}

function filterRow(
  data: Uint8ClampedArray,
  start: number,
  above: Uint8ClampedArray,
  aboveStart: number,
  width: number,
  out: Uint8Array,
  outStart: number,
): void {
  let [red, green, blue] = [0, 0, 0];
  let [redAbove, greenAbove, blueAbove] = [0, 0, 0];
  for (let x = 0, p = start, q = aboveStart, to = outStart; x < width; x++, p += 4, q += 4, to += 3) {
    const r = data[p]!;
    const g = data[p + 1]!;
    const b = data[p + 2]!;
    const upR = above[q]!;
    const upG = above[q + 1]!;
    const upB = above[q + 2]!;
    out[to] = r - paethOf(red, upR, redAbove);
    out[to + 1] = g - paethOf(green, upG, greenAbove);
    out[to + 2] = b - paethOf(blue, upB, blueAbove);
    red = r;
    green = g;
    blue = b;
    redAbove = upR;
    greenAbove = upG;
    blueAbove = upB;
  }
}
