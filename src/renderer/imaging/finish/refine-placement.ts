import type { Placement } from './placement.ts';
import type { FloatPlane } from './resample.ts';
import { medianOf, partialSort, solve } from './solve.ts';

/** Result of a fit. */
export interface Fit {
  /** From the first plane into the second, close to the identity. */
  readonly placement: Placement;
  readonly support: number;
  readonly uncertainty: number;
}

/** Why a fit failed: too few edges, or too few of them in both. */
export type Misfit = 'no-detail' | 'no-match';

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Sampled pixels with their values. Positions are in the second plane's pixels, relative to its center. */
interface Votes {
  readonly count: number;
  readonly x: Int16Array;
  readonly y: Int16Array;
  readonly block: Uint16Array;
}

const BLOCKS = 16;
/** Maximum number of samples per block, for full precision and for intermediate levels. */
export const ALL_VOTES = 160;
export const FEW_VOTES = 48;
const LEAST_VOTES = 400;
const ROUNDS = 14;
/** Number of fits: the second excludes blocks that show something else. */
const TIMES = 2;
/** Tukey's constant: 95 % of the efficiency of least squares for plain noise. */
const TUKEY = 4.685;
const SETTLED = 0.003;
/** Parameters: gain, offset, and a shift and a growth per axis. */
const N = 6;
/** Blocks whose samples correlate less than this show different content. */
const LEAST_CORRELATION = 0.6;
const MARGIN = 3;
/** Variance of two roundings to whole levels. */
const ROUNDING = 2 / 12;

/**
 * Finds the small shift and growth that aligns `seen` with `target` (planes of the same size, of detail
 * around zero), with a gain and an offset, by Gauss-Newton. Samples only edge pixels, equally many per block,
 * weighted by Tukey's biweight of their residual, so that changed content has no weight.
 */
export function fitPlacement(
  seen: FloatPlane,
  target: FloatPlane,
  box: Box,
  blockVotes: number,
): Fit | Misfit {
  const votes = chooseVotes(seen, box, blockVotes);
  if (votes.count < LEAST_VOTES) return 'no-detail';
  let trusted = new Uint8Array(BLOCKS * BLOCKS).fill(1);
  let p: Float64Array = new Float64Array(N);
  p[0] = 1;
  let uncertainty = Number.POSITIVE_INFINITY;
  for (let time = 0; time < TIMES; time++) {
    const found = gaussNewton(seen, target, votes, trusted, p);
    if (!found) return 'no-match';
    p = found.parameters;
    uncertainty = found.uncertainty;
    const next = trustedBlocks(seen, target, votes, p);
    if (!next.some((one) => one === 1)) return 'no-match';
    trusted = next;
  }
  const voting = new Set(votes.block.subarray(0, votes.count));
  const support = trusted.reduce((sum, one) => sum + one, 0) / voting.size;
  const { width, height } = target;
  // `p` maps the target into `seen`: position there = position · (1 + growth) + shift, relative to the
  // center.
  const [shiftX, growX, shiftY, growY] = [p[2]!, p[3]! / width, p[4]!, p[5]! / height];
  const scaleX = 1 / (1 + growX);
  const scaleY = 1 / (1 + growY);
  return {
    placement: {
      scaleX,
      scaleY,
      x: width / 2 - (width / 2 + shiftX) * scaleX,
      y: height / 2 - (height / 2 + shiftY) * scaleY,
    },
    support,
    uncertainty,
  };
}

/** The strongest edges of each block. */
function chooseVotes({ width, height, data }: FloatPlane, box: Box, blockVotes: number): Votes {
  const left = Math.max(box.left + MARGIN, MARGIN);
  const top = Math.max(box.top + MARGIN, MARGIN);
  const right = Math.min(box.right - MARGIN, width - MARGIN);
  const bottom = Math.min(box.bottom - MARGIN, height - MARGIN);
  const x = new Int16Array(BLOCKS * BLOCKS * blockVotes);
  const y = new Int16Array(x.length);
  const block = new Uint16Array(x.length);
  let count = 0;
  if (right - left < BLOCKS || bottom - top < BLOCKS) return { count, x, y, block };
  for (let by = 0; by < BLOCKS; by++)
    for (let bx = 0; bx < BLOCKS; bx++) {
      const x0 = left + Math.floor(((right - left) * bx) / BLOCKS);
      const x1 = left + Math.floor(((right - left) * (bx + 1)) / BLOCKS);
      const y0 = top + Math.floor(((bottom - top) * by) / BLOCKS);
      const y1 = top + Math.floor(((bottom - top) * (by + 1)) / BLOCKS);
      const size = (x1 - x0) * (y1 - y0);
      const strengths = new Float32Array(size);
      for (let py = y0, i = 0; py < y1; py++)
        for (let px = x0; px < x1; px++, i++) {
          const at = py * width + px;
          const dx = data[at + 1]! - data[at - 1]!;
          const dy = data[at + width]! - data[at - width]!;
          strengths[i] = dx * dx + dy * dy;
        }
      const wanted = Math.min(blockVotes, size >> 1);
      // A squared difference of four levels across two pixels. Anything below is encoder noise.
      const least = Math.max(partialSort(strengths.slice(), size - wanted), 16);
      const before = count;
      for (let py = y0, i = 0; py < y1; py++)
        for (let px = x0; px < x1; px++, i++) {
          if (strengths[i]! < least || count - before >= blockVotes) continue;
          x[count] = px;
          y[count] = py;
          block[count] = by * BLOCKS + bx;
          count++;
        }
    }
  return { count, x, y, block };
}

interface Sample {
  value: number;
  dx: number;
  dy: number;
}

/** Value and slope between pixels by Catmull-Rom's cubic. */
function sampleAt({ width, height, data }: FloatPlane, x: number, y: number, out: Sample): void {
  const fx = Math.min(Math.max(x, 1), width - 3.001);
  const fy = Math.min(Math.max(y, 1), height - 3.001);
  const x0 = Math.floor(fx);
  const y0 = Math.floor(fy);
  const t = fx - x0;
  const u = fy - y0;
  // Weights along the row, and their derivatives.
  const w0 = ((-0.5 * t + 1) * t - 0.5) * t;
  const w1 = (1.5 * t - 2.5) * t * t + 1;
  const w2 = ((-1.5 * t + 2) * t + 0.5) * t;
  const w3 = (0.5 * t - 0.5) * t * t;
  const s0 = (-1.5 * t + 2) * t - 0.5;
  const s1 = (4.5 * t - 5) * t;
  const s2 = (-4.5 * t + 4) * t + 0.5;
  const s3 = (1.5 * t - 1) * t;
  let at = (y0 - 1) * width + x0 - 1;
  const a0 = data[at]!;
  const a1 = data[at + 1]!;
  const a2 = data[at + 2]!;
  const a3 = data[at + 3]!;
  at += width;
  const b0 = data[at]!;
  const b1 = data[at + 1]!;
  const b2 = data[at + 2]!;
  const b3 = data[at + 3]!;
  at += width;
  const c0 = data[at]!;
  const c1 = data[at + 1]!;
  const c2 = data[at + 2]!;
  const c3 = data[at + 3]!;
  at += width;
  const d0 = data[at]!;
  const d1 = data[at + 1]!;
  const d2 = data[at + 2]!;
  const d3 = data[at + 3]!;
  const a = w0 * a0 + w1 * a1 + w2 * a2 + w3 * a3;
  const b = w0 * b0 + w1 * b1 + w2 * b2 + w3 * b3;
  const c = w0 * c0 + w1 * c1 + w2 * c2 + w3 * c3;
  const d = w0 * d0 + w1 * d1 + w2 * d2 + w3 * d3;
  const v0 = ((-0.5 * u + 1) * u - 0.5) * u;
  const v1 = (1.5 * u - 2.5) * u * u + 1;
  const v2 = ((-1.5 * u + 2) * u + 0.5) * u;
  const v3 = (0.5 * u - 0.5) * u * u;
  out.value = v0 * a + v1 * b + v2 * c + v3 * d;
  out.dx =
    v0 * (s0 * a0 + s1 * a1 + s2 * a2 + s3 * a3) +
    v1 * (s0 * b0 + s1 * b1 + s2 * b2 + s3 * b3) +
    v2 * (s0 * c0 + s1 * c1 + s2 * c2 + s3 * c3) +
    v3 * (s0 * d0 + s1 * d1 + s2 * d2 + s3 * d3);
  out.dy =
    ((-1.5 * u + 2) * u - 0.5) * a +
    (4.5 * u - 5) * u * b +
    ((-4.5 * u + 4) * u + 0.5) * c +
    (1.5 * u - 1) * u * d;
}

function gaussNewton(
  seen: FloatPlane,
  target: FloatPlane,
  votes: Votes,
  trusted: Uint8Array,
  start: Float64Array,
): { parameters: Float64Array; uncertainty: number } | null {
  const { width, height } = target;
  const p = start.slice();
  const residuals = new Float32Array(votes.count);
  const jacobian = new Float32Array(votes.count * N);
  const absolute = new Float32Array(votes.count);
  const normal = new Float64Array(N * N);
  const step = new Float64Array(N);
  const sample: Sample = { value: 0, dx: 0, dy: 0 };
  let weightSum = 0;
  let squareSum = 0;
  for (let round = 0; round < ROUNDS; round++) {
    let used = 0;
    for (let i = 0; i < votes.count; i++) {
      if (!trusted[votes.block[i]!]) continue;
      const px = votes.x[i]!;
      const py = votes.y[i]!;
      const ux = (px + 0.5) / width - 0.5;
      const uy = (py + 0.5) / height - 0.5;
      sampleAt(seen, px + p[2]! + p[3]! * ux, py + p[4]! + p[5]! * uy, sample);
      const residual = target.data[py * width + px]! - p[0]! * sample.value - p[1]!;
      const at = used * N;
      jacobian[at] = sample.value;
      jacobian[at + 1] = 1;
      jacobian[at + 2] = p[0]! * sample.dx;
      jacobian[at + 3] = p[0]! * sample.dx * ux;
      jacobian[at + 4] = p[0]! * sample.dy;
      jacobian[at + 5] = p[0]! * sample.dy * uy;
      residuals[used] = residual;
      absolute[used] = Math.abs(residual);
      used++;
    }
    if (used < LEAST_VOTES / 2) return null;
    const spread = 1.4826 * medianOf(absolute.subarray(0, used)) + 0.3;
    const limit = TUKEY * spread;
    normal.fill(0);
    step.fill(0);
    weightSum = 0;
    squareSum = 0;
    for (let i = 0; i < used; i++) {
      const residual = residuals[i]!;
      if (Math.abs(residual) >= limit) continue;
      const weight = (1 - (residual / limit) ** 2) ** 2;
      weightSum += weight;
      squareSum += weight * residual * residual;
      addVote(jacobian, i * N, weight, residual, normal, step);
    }
    for (let a = 0; a < N; a++) normal[a * N + a] = normal[a * N + a]! * (1 + 1e-6) + 1e-9;
    const factor = normal.slice();
    if (!solve(factor, step, N)) return null;
    let moved = 0;
    for (let a = 0; a < N; a++) {
      p[a] = p[a]! + step[a]!;
      if (a >= 2) moved = Math.max(moved, Math.abs(step[a]!));
    }
    if (!(p[0]! > 0.05) || Math.abs(p[2]!) > width / 4 || Math.abs(p[4]!) > height / 4) return null;
    if (moved < SETTLED && round > 2) break;
  }
  // Bytes are rounded, which limits the precision even with zero residuals.
  const variance = squareSum / weightSum + ROUNDING;
  return { parameters: p, uncertainty: cornerUncertainty(normal, variance) };
}

/** Adds a row of the Jacobian to the lower half of the normal equations: six by six, unrolled. */
function addVote(
  jacobian: Float32Array,
  at: number,
  weight: number,
  residual: number,
  normal: Float64Array,
  right: Float64Array,
): void {
  const a = jacobian[at]!;
  const c = jacobian[at + 2]!;
  const d = jacobian[at + 3]!;
  const e = jacobian[at + 4]!;
  const f = jacobian[at + 5]!;
  const wa = weight * a;
  const wc = weight * c;
  const wd = weight * d;
  const we = weight * e;
  const wf = weight * f;
  right[0]! += wa * residual;
  right[1]! += weight * residual;
  right[2]! += wc * residual;
  right[3]! += wd * residual;
  right[4]! += we * residual;
  right[5]! += wf * residual;
  normal[0]! += wa * a;
  normal[6]! += wa;
  normal[7]! += weight;
  normal[12]! += wc * a;
  normal[13]! += wc;
  normal[14]! += wc * c;
  normal[18]! += wd * a;
  normal[19]! += wd;
  normal[20]! += wd * c;
  normal[21]! += wd * d;
  normal[24]! += we * a;
  normal[25]! += we;
  normal[26]! += we * c;
  normal[27]! += we * d;
  normal[28]! += we * e;
  normal[30]! += wf * a;
  normal[31]! += wf;
  normal[32]! += wf * c;
  normal[33]! += wf * d;
  normal[34]! += wf * e;
  normal[35]! += wf * f;
}

/** Standard deviation at the worst corner, in pixels, from the inverse of the normal equations. */
function cornerUncertainty(normal: Float64Array, variance: number): number {
  const unit = new Float64Array(N * N);
  for (let a = 0; a < N; a++) unit[a * N + a] = 1;
  if (!solve(normal.slice(), unit, N, N)) return Number.POSITIVE_INFINITY;
  const at = (a: number, b: number) => unit[a * N + b]!;
  const axis = (shift: number, grow: number) =>
    at(shift, shift) + at(grow, grow) / 4 + Math.abs(at(shift, grow));
  // Neighboring residuals of an encoder are correlated, so there is less evidence than pixels.
  return Math.sqrt(4 * variance * (axis(2, 3) + axis(4, 5)));
}

/** Blocks whose samples correlate. */
function trustedBlocks(
  seen: FloatPlane,
  target: FloatPlane,
  votes: Votes,
  p: Float64Array,
): Uint8Array<ArrayBuffer> {
  const count = BLOCKS * BLOCKS;
  const sums = new Float64Array(count * 6);
  const sample: Sample = { value: 0, dx: 0, dy: 0 };
  const { width, height } = target;
  for (let i = 0; i < votes.count; i++) {
    const px = votes.x[i]!;
    const py = votes.y[i]!;
    sampleAt(
      seen,
      px + p[2]! + p[3]! * ((px + 0.5) / width - 0.5),
      py + p[4]! + p[5]! * ((py + 0.5) / height - 0.5),
      sample,
    );
    const value = target.data[py * width + px]!;
    const at = votes.block[i]! * 6;
    sums[at] = sums[at]! + 1;
    sums[at + 1] = sums[at + 1]! + sample.value;
    sums[at + 2] = sums[at + 2]! + value;
    sums[at + 3] = sums[at + 3]! + sample.value * sample.value;
    sums[at + 4] = sums[at + 4]! + value * value;
    sums[at + 5] = sums[at + 5]! + sample.value * value;
  }
  const out = new Uint8Array(count);
  for (let block = 0, at = 0; block < count; block++, at += 6) {
    const n = sums[at]!;
    if (n < 12) continue;
    const a = sums[at + 1]!;
    const b = sums[at + 2]!;
    const aa = sums[at + 3]!;
    const bb = sums[at + 4]!;
    const ab = sums[at + 5]!;
    const correlation = (n * ab - a * b) / Math.sqrt((n * aa - a * a) * (n * bb - b * b) + 1e-9);
    out[block] = correlation >= LEAST_CORRELATION ? 1 : 0;
  }
  return out;
}
