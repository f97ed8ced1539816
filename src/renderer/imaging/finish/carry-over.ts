import type { Size } from '@shared/geometry.ts';
import type { PixelBlock } from '../measure.ts';
import { boxMean } from './blur.ts';
import { channelPlane } from './channels.ts';
import { meanProduct } from './local-moments.ts';
import { inverse, type Placement } from './placement.ts';
import { type FloatPlane, resample, resampleBand } from './resample.ts';
import { type Band, bandsOf, type RgbaRows } from './rows.ts';
import { solve } from './solve.ts';

/** Twelve planes, three rows of four: what red, green and blue become of red, green, blue and 1, encoded values 0 to 1. */
export interface ColorField extends Size {
  /** From the source into the planes. */
  readonly placement: Placement;
  readonly planes: readonly FloatPlane[];
}

export interface CarryOverOptions {
  /** Radius of the windows that the color model is fitted in, in pixels of the result. */
  readonly radius?: number;
  /** How strongly a window is held to its local gain, in squared encoded value: the noise of an encoder. */
  readonly stiffness?: number;
}

const ROWS = 3;
const COLUMNS = 4;
/** Variance that is expected of a good fit, over the three channels: what an encoder leaves. */
const NOISE = 0.0003;

/**
 * Fits a locally affine change of color between a source and its result (bilateral guided upsampling, Chen et al. 2016, on the grid
 * of a guided filter, He et al. 2010): in each window three rows of four numbers, by least squares, shrunk towards the
 * gain of each channel there. `seen` is the source where the result has its pixels, as encoded bytes; `placement` leads
 * from the source into the result.
 */
export function fitColorField(
  seen: PixelBlock,
  result: PixelBlock,
  placement: Placement,
  { radius = 6, stiffness = 0.001 }: CarryOverOptions = {},
): ColorField {
  const from = [0, 1, 2].map((channel) => encoded(seen, channel));
  const to = [0, 1, 2].map((channel) => encoded(result, channel));
  const mean = (plane: FloatPlane) => boxMean(plane, radius).data;
  const meanOf = (one: FloatPlane, other: FloatPlane) => meanProduct(one, other, radius);
  const fromMean = from.map(mean);
  const toMean = to.map(mean);
  const fromFrom = from.map((one, i) => from.map((other, j) => (j <= i ? meanOf(one, other) : null)));
  const toFrom = to.map((one) => from.map((other) => meanOf(one, other)));
  const toTo = to.map((plane) => meanOf(plane, plane));
  const { width, height } = result;
  const trust = new Float32Array(width * height);
  const planes = Array.from({ length: ROWS * COLUMNS }, () => new Float32Array(width * height));
  const matrix = new Float64Array(9);
  const right = new Float64Array(9);
  for (let at = 0; at < width * height; at++) {
    for (let i = 0; i < 3; i++)
      for (let j = 0; j <= i; j++) {
        const value = fromFrom[i]![j]![at]! - fromMean[i]![at]! * fromMean[j]![at]!;
        matrix[i * 3 + j] = value + (i === j ? stiffness : 0);
        matrix[j * 3 + i] = matrix[i * 3 + j]!;
      }
    // The gain of each channel: what the model is without evidence for more.
    for (let c = 0; c < 3; c++) {
      const gain = localGain(fromMean[c]![at]!, toMean[c]![at]!);
      for (let j = 0; j < 3; j++) {
        const value = toFrom[c]![j]![at]! - toMean[c]![at]! * fromMean[j]![at]!;
        right[j * 3 + c] = value + (j === c ? stiffness * gain : 0);
      }
    }
    if (!solve(matrix, right, 3, 3)) right.set([1, 0, 0, 0, 1, 0, 0, 0, 1]);
    let unexplained = 0;
    for (let c = 0; c < 3; c++) {
      unexplained += toTo[c]![at]! - toMean[c]![at]! ** 2;
      for (let j = 0; j < 3; j++)
        unexplained -= right[j * 3 + c]! * (toFrom[c]![j]![at]! - toMean[c]![at]! * fromMean[j]![at]!);
    }
    trust[at] = 1 / (Math.max(0, unexplained) + NOISE);
    for (let c = 0; c < 3; c++) {
      let offset = toMean[c]![at]!;
      for (let j = 0; j < 3; j++) {
        const factor = right[j * 3 + c]!;
        planes[c * COLUMNS + j]![at] = factor;
        offset -= factor * fromMean[j]![at]!;
      }
      planes[c * COLUMNS + 3]![at] = offset;
    }
  }
  // Windows that fit well count more where several overlap: those across an edge of the light fit badly.
  const total = mean({ width, height, data: trust });
  for (const data of planes) {
    for (let at = 0; at < data.length; at++) data[at] = data[at]! * trust[at]!;
    const sum = mean({ width, height, data });
    for (let at = 0; at < data.length; at++) data[at] = sum[at]! / total[at]!;
  }
  return { width, height, placement, planes: planes.map((data) => ({ width, height, data })) };
}

/** Encoded value, 0 to 1, of each byte. */
const ENCODED_OF_BYTE = Float32Array.from({ length: 256 }, (_, byte) => byte / 255);

function encoded(block: PixelBlock, channel: number): FloatPlane {
  return channelPlane(block, channel, ENCODED_OF_BYTE);
}

/** Between a fifth and five times; near black it is 1. */
function localGain(from: number, to: number): number {
  return Math.min(5, Math.max(0.2, (to + 0.02) / (from + 0.02)));
}

/** Applies a field to the source at its own size, band by band. Alpha stays. The same job gives the same bytes. */
export function* carryOver(source: RgbaRows, field: ColorField, opacity = 1): Generator<Band, void> {
  const back = inverse(field.placement);
  const { width } = source;
  for (const { top, height } of bandsOf(source.height, 64)) {
    const data = new Uint8ClampedArray(source.rows(top, height));
    for (let row = 0; row < height; row += ROWS_AT_ONCE) {
      const count = Math.min(ROWS_AT_ONCE, height - row);
      const factors = field.planes.map((plane) =>
        resampleBand(plane, back, { top: top + row, width, height: count }),
      );
      apply(data.subarray(row * width * 4, (row + count) * width * 4), factors, opacity);
    }
    yield { top, height, data };
  }
}

/** Twelve floats a pixel: eight rows of 24 MP are 2 MB. */
const ROWS_AT_ONCE = 8;

function apply(data: Uint8ClampedArray, factors: readonly Float32Array[], opacity: number): void {
  for (let at = 0, p = 0; p < data.length; at++, p += 4) {
    const r = data[p]!;
    const g = data[p + 1]!;
    const b = data[p + 2]!;
    for (let c = 0; c < 3; c++) {
      const k = c * COLUMNS;
      const value =
        factors[k]![at]! * r +
        factors[k + 1]![at]! * g +
        factors[k + 2]![at]! * b +
        factors[k + 3]![at]! * 255;
      data[p + c] = data[p + c]! + (value - data[p + c]!) * opacity;
    }
  }
}

/** The source's encoded bytes where the result has its pixels. */
export function seenBytes(reference: PixelBlock, placement: Placement, size: Size): PixelBlock {
  const { width, height } = size;
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let channel = 0; channel < 3; channel++) {
    const plane = resample(encoded(reference, channel), placement, size);
    for (let at = 0, p = channel; at < width * height; at++, p += 4) data[p] = plane.data[at]! * 255;
  }
  return { width, height, data };
}
