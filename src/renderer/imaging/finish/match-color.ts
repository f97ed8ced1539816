import type { PixelBlock } from '../measure.ts';
import { toEncoded, toLinear } from '../srgb-curve.ts';
import { softened } from './blur.ts';
import { channelPlane } from './channels.ts';
import { mapChannels, type Planes } from './linear-planes.ts';
import { forEachWindow } from './local-moments.ts';
import type { FloatPlane } from './resample.ts';
import { medianOf, solve } from './solve.ts';
import { LINEAR_OF_BYTE } from './transfer.ts';

/** Color mapping from the result to the source. */
export interface ColorMatch {
  /** For red, green, blue: linear light, 0 to 1, of each byte of the result. */
  readonly curves: readonly [Float32Array, Float32Array, Float32Array];
  /** The line closest to each curve, in linear light, for display. */
  readonly gain: readonly [number, number, number];
  readonly offset: readonly [number, number, number];
}

/** Leaves colors unchanged. */
export const NO_MATCH: ColorMatch = {
  curves: [LINEAR_OF_BYTE, LINEAR_OF_BYTE, LINEAR_OF_BYTE],
  gain: [1, 1, 1],
  offset: [0, 0, 0],
};

const ENCODED_LAST = 16_383;
/** Encoded value, 0 to 255, of linear light in even steps. */
const ENCODED = Float32Array.from(
  { length: ENCODED_LAST + 1 },
  (_, at) => 255 * toEncoded(at / ENCODED_LAST),
);
const KNOTS = 13;
const KNOT_STEP = 255 / (KNOTS - 1);
/** Maximum number of sampled pixels. */
const MOST_VOTES = 24_000;
const LEAST_VOTES = 200;
const ROUNDS = 8;
const TUKEY = 4.685;
/** Radius of the windows for comparing structure. */
const STRUCTURE_RADIUS = 4;
/** Variance added by an encoder, in squared levels. */
const NOISE = 9;
/** Weight of the smoothness between knots, relative to the samples. */
const STIFFNESS = 0.02;

/** Fits colors on pixels where `covered` is not 0: those that show the same place. Null if too little fits. */
export type FitColors = (covered: Uint8Array) => ColorMatch | null;

/**
 * Fits, per channel, a smooth monotonic curve from the result's encoded values to the source's: more than
 * gain and offset in linear light, which can't undo a changed gamma. `seen` is the source in linear light
 * sampled at the result's pixels. It starts with places of equal structure, then uses everything that fits
 * (Tukey). Callers fit twice, the second time without what has changed, so everything independent of that is
 * computed once.
 */
export function prepareColorFit(seen: Planes, result: PixelBlock): FitColors {
  const shown = mapChannels([0, 1, 2], (channel) => softened(channelPlane(result, channel), 2));
  const wanted = mapChannels(seen, (plane) => softened(encodedOf(plane), 2));
  const structure = sameStructure(shown[1], wanted[1]);
  return (covered) => {
    const votes = chooseVotes(covered);
    if (votes.length < LEAST_VOTES) return null;
    const start = pick(structure, votes);
    const from = mapChannels(shown, ({ data }) => pick(data, votes));
    const to = mapChannels(wanted, ({ data }) => pick(data, votes));
    const [r, g, b] = mapChannels(from, (values, channel) => fitCurve(values, to[channel]!, start));
    if (!r || !g || !b) return null;
    const curves = [r, g, b] as const;
    const lines = mapChannels(from, (values, channel) => lineOf(curves[channel]!, values));
    return {
      curves,
      gain: mapChannels(lines, ({ gain }) => gain),
      offset: mapChannels(lines, ({ offset }) => offset),
    };
  };
}

/** Evenly spaced covered pixels. */
function chooseVotes(covered: Uint8Array): Int32Array {
  let open = 0;
  for (let at = 0; at < covered.length; at++) if (covered[at] !== 0) open++;
  const stride = Math.max(1, Math.ceil(open / MOST_VOTES));
  const votes = new Int32Array(Math.ceil(open / stride));
  let seenOpen = 0;
  for (let at = 0, count = 0; at < covered.length; at++)
    if (covered[at] !== 0 && seenOpen++ % stride === 0) votes[count++] = at;
  return votes;
}

/** The values of the sampled pixels. */
function pick(data: Float32Array, votes: Int32Array): Float32Array {
  const out = new Float32Array(votes.length);
  for (let i = 0; i < votes.length; i++) out[i] = data[votes[i]!]!;
  return out;
}

/** Encoded, 0 to 255. */
function encodedOf({ width, height, data }: FloatPlane): FloatPlane {
  const out = new Float32Array(data.length);
  for (let at = 0; at < out.length; at++)
    out[at] = ENCODED[(Math.min(1, Math.max(0, data[at]!)) * ENCODED_LAST + 0.5) | 0]!;
  return { width, height, data: out };
}

/**
 * Similarity of the structure around each pixel, 0 to 1: correlation where there is any, independent of gain
 * and offset.
 */
function sameStructure(one: FloatPlane, other: FloatPlane): Float32Array {
  const out = new Float32Array(one.data.length);
  forEachWindow(one, other, STRUCTURE_RADIUS, (at, varA, varB, covariance) => {
    const correlation = covariance / (Math.sqrt(Math.max(0, varA * varB)) + NOISE);
    out[at] = correlation > 0.7 ? correlation ** 4 : 0;
  });
  return out;
}

/** `start`: weights of the first iteration. */
function fitCurve(from: Float32Array, to: Float32Array, start: Float32Array): Float32Array | null {
  const identity = Float64Array.from({ length: KNOTS }, (_, k) => k * KNOT_STEP);
  let knots: Float64Array = identity;
  const weights = start.slice();
  if (weights.reduce((sum, weight) => sum + weight, 0) < LEAST_VOTES / 4) weights.fill(1);
  const residuals = new Float32Array(from.length);
  const counted = new Float32Array(from.length);
  for (let round = 0; round < ROUNDS; round++) {
    const next = solveKnots(from, to, weights, identity);
    if (!next) return null;
    knots = next;
    // Spread of the weighted samples only, since the rest may be another picture.
    let count = 0;
    for (let i = 0; i < residuals.length; i++) {
      residuals[i] = to[i]! - valueAt(knots, from[i]!);
      if (weights[i]! > 0.1) counted[count++] = Math.abs(residuals[i]!);
    }
    const limit = TUKEY * (1.4826 * medianOf(counted.subarray(0, count)) + 0.4);
    for (let i = 0; i < residuals.length; i++) {
      const part = residuals[i]! / limit;
      const room = 1 - part * part;
      weights[i] = room > 0 ? room * room : 0;
    }
  }
  return tableOf(knots);
}

/**
 * Heights of the knots by weighted least squares with a smoothness term. Without samples they follow the
 * identity.
 */
function solveKnots(
  from: Float32Array,
  to: Float32Array,
  weights: Float32Array,
  identity: Float64Array,
): Float64Array | null {
  const matrix = new Float64Array(KNOTS * KNOTS);
  const right = new Float64Array(KNOTS);
  let total = 0;
  for (let i = 0; i < from.length; i++) {
    const weight = weights[i]!;
    if (weight === 0) continue;
    const value = from[i]! / KNOT_STEP;
    const k = Math.min(KNOTS - 2, Math.floor(value));
    const part = value - k;
    // Fits the difference to the identity, so that stiffness means straightness.
    const away = to[i]! - from[i]!;
    const low = weight * (1 - part);
    const high = weight * part;
    matrix[k * KNOTS + k]! += low * (1 - part);
    matrix[(k + 1) * KNOTS + k + 1]! += high * part;
    matrix[k * KNOTS + k + 1]! += low * part;
    matrix[(k + 1) * KNOTS + k]! += low * part;
    right[k]! += low * away;
    right[k + 1]! += high * away;
    total += weight;
  }
  const stiff = (STIFFNESS * total) / KNOTS + 1e-3;
  for (let k = 1; k < KNOTS - 1; k++)
    for (const [a, va] of [
      [k - 1, 1],
      [k, -2],
      [k + 1, 1],
    ] as const)
      for (const [b, vb] of [
        [k - 1, 1],
        [k, -2],
        [k + 1, 1],
      ] as const)
        matrix[a * KNOTS + b]! += stiff * va * vb;
  for (let k = 0; k < KNOTS; k++) matrix[k * KNOTS + k]! += stiff * 1e-3;
  if (!solve(matrix, right, KNOTS)) return null;
  return right.map((away, k) => away + identity[k]!);
}

function valueAt(knots: Float64Array, value: number): number {
  const at = Math.min(Math.max(value / KNOT_STEP, 0), KNOTS - 1);
  const k = Math.min(KNOTS - 2, Math.floor(at));
  return knots[k]! + (knots[k + 1]! - knots[k]!) * (at - k);
}

/** Linear light of each byte, monotonic. */
function tableOf(knots: Float64Array): Float32Array {
  let last = 0;
  return Float32Array.from({ length: 256 }, (_, byte) => {
    last = Math.max(last, Math.min(1, Math.max(0, valueAt(knots, byte) / 255)));
    return toLinear(last);
  });
}

function lineOf(curve: Float32Array, values: Float32Array): { gain: number; offset: number } {
  const n = values.length;
  let [x, y, xx, xy] = [0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const byte = Math.round(values[i]!);
    const a = LINEAR_OF_BYTE[byte]!;
    const b = curve[byte]!;
    x += a;
    y += b;
    xx += a * a;
    xy += a * b;
  }
  const spread = n * xx - x * x;
  const gain = spread > 1e-9 ? (n * xy - x * y) / spread : 1;
  return { gain, offset: (y - gain * x) / n };
}
