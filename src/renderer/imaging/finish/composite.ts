import { reachOf } from './covered.ts';
import { type Feather, featheredBand } from './feather.ts';
import type { Planes } from './linear-planes.ts';
import { inverse, type Placement } from './placement.ts';
import { type AxisWeights, axisWeights, mixAlong, mixRows } from './resample.ts';
import { type Band, bandsOf, type MaskRows, type RgbaRows } from './rows.ts';
import { byteOfLinear, LINEAR_OF_BYTE } from './transfer.ts';

export interface CompositeJob {
  /** The source at its own size. */
  readonly source: RgbaRows;
  /** The result in linear light with the source's colors, at its own size. */
  readonly result: Planes;
  /** From the source into the result. */
  readonly placement: Placement;
  /** Same size as the source. */
  readonly mask: MaskRows;
  /** Width of the feather inside the mask, in pixels of the source. */
  readonly featherPx: number;
  /** 0 is the source, 1 the result. */
  readonly opacity: number;
}

/**
 * Puts a result back into its source, in bands: resampled to the source's size (Catmull-Rom), blended in
 * linear light with the feathered mask. Where that is 0, and outside the result, the source's bytes are
 * copied. Unchanged bands are omitted; `everyBand` fills them in. Needs a few bands and the result, nothing
 * of the source's size. Deterministic.
 */
export function* composite(job: CompositeJob): Generator<Band, void> {
  const { source, result, placement, mask, featherPx, opacity } = job;
  if (opacity <= 0) return;
  if (mask.width !== source.width || mask.height !== source.height)
    throw new RangeError('The mask is not as large as the source.');
  const { width } = source;
  const back = inverse(placement);
  const across = axisWeights(back.scaleX, back.x, 0, width);
  const lines = [new Float32Array(width), new Float32Array(width), new Float32Array(width)] as const;
  const line = new Float32Array(result[0].width);
  const reach = reachOf(result[0], placement, source);
  for (const { top, height } of bandsOf(source.height)) {
    if (top + height <= reach.y || top >= reach.y + reach.height) continue;
    const feather = featheredBand(mask, top, height, featherPx);
    if (!feather) continue;
    const start = Math.max(reach.x, feather.from);
    const end = Math.min(reach.x + reach.width, feather.to);
    const rows = source.rows(top, height);
    const data = source.isFresh ? rows : new Uint8ClampedArray(rows);
    const down = axisWeights(back.scaleY, back.y, top, height);
    for (let row = 0; row < height; row++) {
      const y = top + row;
      if (y < reach.y || y >= reach.y + reach.height) continue;
      const spans = spansOf(feather, row, start, end);
      if (spans.length === 0) continue;
      const [left, right] = seenColumns(across, spans, line.length);
      for (const [channel, plane] of result.entries()) {
        mixRows(plane, down, row, line, left, right);
        for (const [from, to] of spans) mixAlong(line, across, lines[channel]!, from, to);
      }
      const pixels = data.subarray(row * width * 4, (row + 1) * width * 4);
      for (const [from, to] of spans) mixRow(pixels, lines, feather, row, opacity, from, to);
    }
    yield { top, height, data };
  }
}

/** Returns the columns of the result, end exclusive, that the spans of a row are computed from. */
function seenColumns(
  { taps, first }: AxisWeights,
  spans: readonly (readonly [from: number, to: number])[],
  width: number,
): readonly [from: number, to: number] {
  const start = spans[0]![0];
  const end = spans.at(-1)![1];
  // Positions beyond the edge repeat it.
  const clamped = (column: number) => Math.min(Math.max(column, 0), width - 1);
  return [clamped(first[start]!), clamped(first[end - 1]! + taps - 1) + 1];
}

/** Spans closer than this many pixels are processed together. */
const LEAST_GAP = 32;

/** Returns the ranges of a row that use the result, end exclusive. */
function spansOf(
  { from: left, to: right, weights }: Feather,
  row: number,
  start: number,
  end: number,
): (readonly [from: number, to: number])[] {
  const spans: [number, number][] = [];
  const first = row * (right - left) - left;
  for (let x = start; x < end; x++) {
    if (weights[first + x] === 0) continue;
    const from = x;
    while (x < end && weights[first + x] !== 0) x++;
    const last = spans.at(-1);
    if (last && from - last[1] < LEAST_GAP) last[1] = x;
    else spans.push([from, x]);
  }
  return spans;
}

/** Blends a row of the source with the result's, in place. A result is opaque, with an alpha of 1. */
function mixRow(
  row: Uint8ClampedArray,
  [r, g, b]: readonly [Float32Array, Float32Array, Float32Array],
  { from: left, to: right, weights }: Feather,
  line: number,
  opacity: number,
  from: number,
  to: number,
): void {
  const first = line * (right - left) - left;
  for (let x = from; x < to; x++) {
    const weight = weights[first + x]! * opacity;
    if (!(weight > 0)) continue;
    const p = x * 4;
    const stays = (1 - weight) * (row[p + 3]! / 255);
    const alpha = stays + weight;
    const keep = stays / alpha;
    const take = weight / alpha;
    row[p] = byteOfLinear(LINEAR_OF_BYTE[row[p]!]! * keep + r[x]! * take);
    row[p + 1] = byteOfLinear(LINEAR_OF_BYTE[row[p + 1]!]! * keep + g[x]! * take);
    row[p + 2] = byteOfLinear(LINEAR_OF_BYTE[row[p + 2]!]! * keep + b[x]! * take);
    row[p + 3] = Math.round(alpha * 255);
  }
}
