import type { Size } from '@shared/geometry.ts';
import { softened } from './blur.ts';
import { emptyLab, type LabPlanes, labOfLinear } from './color-difference.ts';
import { grown } from './distance.ts';
import { mapChannels, type Planes } from './linear-planes.ts';
import { dropIslands, fillHoles, keepCores } from './regions.ts';

export interface FindChangedOptions {
  /** Factor on the difference that counts: above 1 finds less, below more. */
  readonly threshold?: number;
  /** Parts of fewer pixels are dropped, as a share of the picture. */
  readonly leastShare?: number;
  /** How far the mask is grown beyond what differs, in pixels. */
  readonly margin?: number;
}

/** Difference (CIE94, about that of CIEDE2000) that is never counted, however clean the picture. */
const LEAST_DIFFERENCE = 2.2;
/** Difference that is always counted where nothing is going on. */
const MOST_DIFFERENCE = 5;
const BINS = 12;
/** One pixel in so many is looked at for the noise. */
const EACH = 5;
/** Share of the pixels of a bin, the least different ones, that tell its noise: the others may all have changed. */
const QUIET = 0.2;
/** Noise is taken for Rayleigh's: its quantile at `QUIET`, in units of its scale. */
const QUIET_SCALE = 0.668;
/** Scales of noise that are no change yet: one pixel in 900 of plain noise passes. */
const LIMIT_SCALES = 3.7;
/** A part counts when somewhere in it the difference is this much over the limit. */
const CORE = 1.7;
/** Gaps of so many pixels are closed. */
const CLOSING = 3;

/**
 * Finds what changed between two pictures of one size in linear light: `seen` is the source where the result has its
 * pixels, `matched` the result in the source's colors. Gives 255 where it changed. What counts as a change is measured on
 * the pictures: the noise of encoding and resampling is that of the majority of pixels as much in detail.
 * `covered` is 0 where the result shows what the source does not have: that counts as changed.
 */
export function findChanged(
  seen: Planes,
  matched: Planes,
  covered: Uint8Array,
  { threshold = 1, leastShare = 0.0003, margin = 1 }: FindChangedOptions = {},
): Uint8Array {
  const { width, height } = seen[0];
  const size = { width, height };
  const [one, other] = [softLab(seen), softLab(matched)];
  const difference = differences(one, other);
  const limits = limitsOf(difference, activity(one.l, size), covered);
  const mask = new Uint8Array(width * height);
  for (let at = 0; at < mask.length; at++)
    mask[at] = covered[at] !== 0 && difference[at]! > limits[at]! * threshold ? 255 : 0;
  keepCores(mask, size, (at) => difference[at]! > limits[at]! * threshold * CORE);
  const closed = grown(grown(mask, size, CLOSING), size, -CLOSING);
  for (let at = 0; at < mask.length; at++) if (covered[at] === 0) closed[at] = 0;
  fillHoles(closed, size);
  dropIslands(closed, size, leastShare * width * height);
  const out = margin > 0 ? grown(closed, size, margin) : closed;
  for (let at = 0; at < out.length; at++) if (covered[at] === 0) out[at] = 255;
  return out;
}

function softLab(planes: Planes): LabPlanes {
  const [r, g, b] = mapChannels(planes, (plane) => softened(plane).data);
  const out = emptyLab(r.length);
  for (let at = 0; at < r.length; at++) labOfLinear(r[at]!, g[at]!, b[at]!, out, at);
  return out;
}

/** CIE94 difference of each pixel: CIEDE2000 for a fifth of the time, and as good where differences are small. */
function differences(one: LabPlanes, other: LabPlanes): Float32Array {
  const out = new Float32Array(one.l.length);
  for (let at = 0; at < out.length; at++) {
    const a1 = one.a[at]!;
    const b1 = one.b[at]!;
    const a2 = other.a[at]!;
    const b2 = other.b[at]!;
    const c1 = Math.sqrt(a1 * a1 + b1 * b1);
    const dC = c1 - Math.sqrt(a2 * a2 + b2 * b2);
    const dL = one.l[at]! - other.l[at]!;
    const dH2 = Math.max(0, (a1 - a2) ** 2 + (b1 - b2) ** 2 - dC * dC);
    const sC = 1 + 0.045 * c1;
    const sH = 1 + 0.015 * c1;
    out[at] = Math.sqrt(dL * dL + (dC / sC) ** 2 + dH2 / (sH * sH));
  }
  return out;
}

/** How much lightness changes around each pixel: where it does, resampling and encoding leave most behind. */
function activity(l: Float32Array, { width, height }: Size): Float32Array {
  const out = new Float32Array(l.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const dx = l[x < width - 1 ? at + 1 : at]! - l[x > 0 ? at - 1 : at]!;
      const dy = l[y < height - 1 ? at + width : at]! - l[y > 0 ? at - width : at]!;
      out[at] = Math.sqrt(dx * dx + dy * dy);
    }
  return softened({ width, height, data: out }, 3).data;
}

/** The difference each pixel may have: by bins of activity, some scales of the noise of its bin, never falling. */
function limitsOf(difference: Float32Array, active: Float32Array, covered: Uint8Array): Float32Array {
  const low = (bin: number) => Math.expm1((bin / BINS) * Math.log1p(60));
  const binOf = (value: number) =>
    Math.min(BINS - 1, Math.floor((Math.log1p(value) / Math.log1p(60)) * BINS));
  const bins = Uint8Array.from(active, binOf);
  const members = (bin: number): Float32Array => {
    const out = new Float32Array(Math.ceil(difference.length / EACH));
    let count = 0;
    for (let i = 0; i < difference.length; i += EACH)
      if (bins[i] === bin && covered[i] !== 0) out[count++] = difference[i]!;
    return out.subarray(0, count);
  };
  const heights = new Float64Array(BINS);
  let last = LEAST_DIFFERENCE;
  for (let bin = 0; bin < BINS; bin++) {
    const values = members(bin);
    if (values.length >= 60) {
      const scale = values.sort()[Math.floor(values.length * QUIET)]! / QUIET_SCALE;
      last = Math.max(last, Math.min(MOST_DIFFERENCE + low(bin), LIMIT_SCALES * scale));
    }
    heights[bin] = last;
  }
  const edges = Float64Array.from({ length: BINS + 1 }, (_, bin) => low(bin));
  const out = new Float32Array(active.length);
  for (let i = 0; i < out.length; i++) {
    const bin = bins[i]!;
    const part = Math.min(1, (active[i]! - edges[bin]!) / (edges[bin + 1]! - edges[bin]!));
    out[i] = heights[bin]! + (heights[Math.min(BINS - 1, bin + 1)]! - heights[bin]!) * part;
  }
  return out;
}
