import type { Size } from '@shared/geometry.ts';
import type { PixelBlock } from '../measure.ts';
import { boxMean, boxMeanOfProduct } from './blur.ts';
import { channelPlane } from './channels.ts';
import { chain, type Placement } from './placement.ts';
import { type FloatPlane, resample } from './resample.ts';
import { type Band, bandsOf, type RgbaRows } from './rows.ts';
import { solve } from './solve.ts';

/**
 * A grid of affine color models, twelve numbers each: three rows of four, mapping red, green, blue and 1 to
 * red, green and blue, encoded values 0 to 1.
 */
export interface ColorField extends Size {
  /** From the source into the grid. */
  readonly placement: Placement;
  readonly models: Float32Array;
}

export interface CarryOverOptions {
  /** Radius of the fitting windows, in pixels of the result. Even. */
  readonly radius?: number;
  /** Regularization toward the local gain, in squared encoded values: the noise of an encoder. */
  readonly stiffness?: number;
}

const COLUMNS = 4;
/** Numbers per model. */
const SIZE = 3 * COLUMNS;
/** One model per two pixels in each direction: windows overlap so much that more models add nothing. */
const STEP = 2;
/** From the result into the grid, whose first point is the center of the first pixel. */
const TO_GRID: Placement = { scaleX: 1 / STEP, scaleY: 1 / STEP, x: 0.5 - 0.5 / STEP, y: 0.5 - 0.5 / STEP };
/** Expected variance of a good fit over the three channels: what an encoder leaves. */
const NOISE = 0.0003;

/**
 * Fits a locally affine color change between a source and its result (bilateral guided upsampling, Chen et
 * al. 2016, on the grid of a guided filter, He et al. 2010): three rows of four numbers per window, by least
 * squares, regularized toward each channel's gain. `seen` is the source sampled at the result's pixels, as
 * encoded bytes. `placement` leads from the source into the result.
 */
export function fitColorField(
  seen: PixelBlock,
  result: PixelBlock,
  placement: Placement,
  { radius = 6, stiffness = 0.001 }: CarryOverOptions = {},
): ColorField {
  const from = [0, 1, 2].map((channel) => encoded(seen, channel));
  const to = [0, 1, 2].map((channel) => encoded(result, channel));
  const mean = (plane: FloatPlane) => boxMean(plane, radius, STEP).data;
  const meanOf = (one: FloatPlane, other: FloatPlane) => boxMeanOfProduct(one, other, radius, STEP);
  const fromMean = from.map(mean);
  const toMean = to.map(mean);
  const fromFrom = from.map((one, i) => from.slice(0, i + 1).map((other) => meanOf(one, other)));
  const toFrom = to.map((one) => from.map((other) => meanOf(one, other)));
  const toTo = to.map((plane) => meanOf(plane, plane));
  const width = Math.ceil(result.width / STEP);
  const height = Math.ceil(result.height / STEP);
  const trust = new Float32Array(width * height);
  const planes = Array.from({ length: SIZE }, () => new Float32Array(width * height));
  const matrix = new Float64Array(9);
  const right = new Float64Array(9);
  const shared = new Float64Array(9);
  for (let at = 0; at < width * height; at++) {
    for (let i = 0; i < 3; i++)
      for (let j = 0; j <= i; j++) {
        const value = fromFrom[i]![j]![at]! - fromMean[i]![at]! * fromMean[j]![at]!;
        matrix[i * 3 + j] = value + (i === j ? stiffness : 0);
        matrix[j * 3 + i] = matrix[i * 3 + j]!;
      }
    // Gain of each channel: the model without further evidence.
    for (let c = 0; c < 3; c++) {
      const gain = localGain(fromMean[c]![at]!, toMean[c]![at]!);
      for (let j = 0; j < 3; j++) {
        const value = toFrom[c]![j]![at]! - toMean[c]![at]! * fromMean[j]![at]!;
        shared[j * 3 + c] = value;
        right[j * 3 + c] = value + (j === c ? stiffness * gain : 0);
      }
    }
    if (!solve(matrix, right, 3, 3)) right.set([1, 0, 0, 0, 1, 0, 0, 0, 1]);
    let unexplained = 0;
    for (let c = 0; c < 3; c++) {
      let offset = toMean[c]![at]!;
      unexplained += toTo[c]![at]! - offset * offset;
      for (let j = 0; j < 3; j++) {
        const factor = right[j * 3 + c]!;
        planes[c * COLUMNS + j]![at] = factor;
        offset -= factor * fromMean[j]![at]!;
        unexplained -= factor * shared[j * 3 + c]!;
      }
      planes[c * COLUMNS + 3]![at] = offset;
    }
    trust[at] = 1 / (Math.max(0, unexplained) + NOISE);
  }
  const models = overlapped({ width, height }, planes, trust, Math.round(radius / STEP));
  return { width, height, placement: chain(placement, TO_GRID), models };
}

/** Mean of the models around each point, weighted by fit: windows across an edge of light fit badly. */
function overlapped(
  { width, height }: Size,
  planes: readonly Float32Array[],
  trust: Float32Array,
  radius: number,
): Float32Array {
  const models = new Float32Array(width * height * SIZE);
  const weight = { width, height, data: trust };
  const total = boxMean(weight, radius).data;
  for (const [k, data] of planes.entries()) {
    const sum = boxMeanOfProduct({ width, height, data }, weight, radius);
    for (let at = 0, to = k; at < sum.length; at++, to += SIZE) models[to] = sum[at]! / total[at]!;
  }
  return models;
}

/** Encoded value, 0 to 1, of each byte. */
const ENCODED_OF_BYTE = Float32Array.from({ length: 256 }, (_, byte) => byte / 255);

function encoded(block: PixelBlock, channel: number): FloatPlane {
  return channelPlane(block, channel, ENCODED_OF_BYTE);
}

/** Between a fifth and five; 1 near black. */
function localGain(from: number, to: number): number {
  return Math.min(5, Math.max(0.2, (to + 0.02) / (from + 0.02)));
}

/** Applies a field to the source at its own size, in bands. Keeps alpha. Deterministic. */
export function* carryOver(source: RgbaRows, field: ColorField, opacity = 1): Generator<Band, void> {
  const { placement, models } = field;
  const { width } = source;
  const line = new Float32Array(field.width * SIZE);
  for (const { top, height } of bandsOf(source.height)) {
    const data = new Uint8ClampedArray(source.rows(top, height));
    for (let row = 0; row < height; row++) {
      const y = (top + row + 0.5) * placement.scaleY + placement.y - 0.5;
      blendRows(models, field, y, line);
      applyLine(data.subarray(row * width * 4, (row + 1) * width * 4), line, field, opacity);
    }
    yield { top, height, data };
  }
}

/** Interpolates the models of a line between two rows of the grid. */
function blendRows(models: Float32Array, { height }: Size, y: number, line: Float32Array): void {
  const inside = Math.min(Math.max(y, 0), height - 1);
  const row = Math.min(Math.floor(inside), Math.max(0, height - 2));
  const part = inside - row;
  const above = row * line.length;
  const below = Math.min(row + 1, height - 1) * line.length;
  for (let k = 0; k < line.length; k++)
    line[k] = models[above + k]! + (models[below + k]! - models[above + k]!) * part;
}

/** Applies a line's models to a row of pixels in place: bilinear, for all pixels between two models at once. */
function applyLine(
  row: Uint8ClampedArray,
  line: Float32Array,
  { width: points, placement: { scaleX, x: offset } }: ColorField,
  opacity: number,
): void {
  const width = row.length / 4;
  const low = new Float64Array(SIZE);
  const rise = new Float64Array(SIZE);
  const last = Math.max(0, points - 2);
  for (let x = 0; x < width; ) {
    const at = Math.min(Math.max((x + 0.5) * scaleX + offset - 0.5, 0), points - 1);
    const point = Math.min(Math.floor(at), last);
    // The first pixel past the next point.
    const next = point >= last ? width : Math.ceil((point + 1.5 - offset) / scaleX - 0.5);
    const to = Math.min(width, Math.max(x + 1, next));
    const other = Math.min(point + 1, points - 1) * SIZE;
    for (let k = 0; k < SIZE; k++) {
      low[k] = line[point * SIZE + k]!;
      rise[k] = line[other + k]! - low[k]!;
    }
    applyBetween(row, x, to, scaleX, offset - 0.5 - point, low, rise, opacity);
    x = to;
  }
}

function applyBetween(
  row: Uint8ClampedArray,
  from: number,
  to: number,
  scale: number,
  offset: number,
  low: Float64Array,
  rise: Float64Array,
  opacity: number,
): void {
  const white = 255;
  for (let x = from, p = from * 4; x < to; x++, p += 4) {
    const part = Math.min(Math.max((x + 0.5) * scale + offset, 0), 1);
    const r = row[p]!;
    const g = row[p + 1]!;
    const b = row[p + 2]!;
    const red =
      (low[0]! + rise[0]! * part) * r +
      (low[1]! + rise[1]! * part) * g +
      (low[2]! + rise[2]! * part) * b +
      (low[3]! + rise[3]! * part) * white;
    const green =
      (low[4]! + rise[4]! * part) * r +
      (low[5]! + rise[5]! * part) * g +
      (low[6]! + rise[6]! * part) * b +
      (low[7]! + rise[7]! * part) * white;
    const blue =
      (low[8]! + rise[8]! * part) * r +
      (low[9]! + rise[9]! * part) * g +
      (low[10]! + rise[10]! * part) * b +
      (low[11]! + rise[11]! * part) * white;
    row[p] = r + (red - r) * opacity;
    row[p + 1] = g + (green - g) * opacity;
    row[p + 2] = b + (blue - b) * opacity;
  }
}

/** Samples the source's encoded bytes at the result's pixels. */
export function seenBytes(reference: PixelBlock, placement: Placement, size: Size): PixelBlock {
  const { width, height } = size;
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let channel = 0; channel < 3; channel++) {
    const plane = resample(encoded(reference, channel), placement, size);
    for (let at = 0, p = channel; at < width * height; at++, p += 4) data[p] = plane.data[at]! * 255;
  }
  return { width, height, data };
}
