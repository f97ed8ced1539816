import type { Size } from '@shared/geometry.ts';
import { softened } from './blur.ts';
import { emptyLab, type LabPlanes, labOfLinear } from './color-difference.ts';
import { grown } from './distance.ts';
import { mapChannels, type Planes } from './linear-planes.ts';
import { dropIslands, fillHoles, keepCores } from './regions.ts';
import { partialSort } from './solve.ts';

export interface FindChangedOptions {
  /** Factor of the difference threshold: above 1 finds less, below 1 finds more. */
  readonly threshold?: number;
  /** Minimum size of a part, as a share of the picture. */
  readonly leastShare?: number;
  /** How far the mask grows beyond the difference, in pixels. */
  readonly margin?: number;
}

/** Difference (CIE94, close to CIEDE2000) that never counts, however clean the picture. */
const LEAST_DIFFERENCE = 2.2;
/** Difference that always counts in flat areas. */
const MOST_DIFFERENCE = 5;
const BINS = 12;
/** Every n-th pixel is sampled for the noise estimate. */
const EACH = 5;
/** Minimum number of samples in a bin for a noise estimate. */
const LEAST_MEMBERS = 60;
/** Share of a bin's least different pixels used for the noise estimate, since the others may all have changed. */
const QUIET = 0.2;
/** The noise is assumed to be Rayleigh-distributed: its quantile at `QUIET`, in units of its scale. */
const QUIET_SCALE = 0.668;
/** Noise scales below which nothing counts as a change: one pixel in 900 of plain noise passes. */
const LIMIT_SCALES = 3.7;
/** A part counts if its maximum difference exceeds the limit by this factor. */
const CORE = 1.7;
/** Gaps up to this width (px) are closed. */
const CLOSING = 3;

/** Difference of each pixel, and its limit for unchanged content. */
export interface ChangeMeasure extends Size {
  readonly difference: Float32Array;
  readonly limits: Float32Array;
}

/** Measures a result in the source's colors: planes of linear light. */
export type MeasureChange = (matched: Planes) => ChangeMeasure;

/**
 * Prepares measuring changes between a source and results of the same size in linear light. `seen` is the
 * source sampled at the result's pixels. The allowed difference is estimated from the pictures: the noise of
 * encoding and resampling in most pixels with similar detail. `covered` is 0 where the result shows content
 * beyond the source.
 */
export function prepareMeasure(seen: Planes, covered: Uint8Array): MeasureChange {
  const { width, height } = seen[0];
  const lab = softLab(seen);
  const bins = binsOf(activity(lab.l, { width, height }));
  return (matched) => {
    const difference = differences(lab, softLab(matched));
    return { width, height, difference, limits: limitsOf(difference, bins, covered) };
  };
}

/** Returns a mask with 255 where the result changed. Where `covered` is 0, it counts as changed. */
export function findChanged(
  { width, height, difference, limits }: ChangeMeasure,
  covered: Uint8Array,
  { threshold = 1, leastShare = 0.0003, margin = 1 }: FindChangedOptions = {},
): Uint8Array {
  const size = { width, height };
  const mask = new Uint8Array(width * height);
  for (let at = 0; at < mask.length; at++)
    if (covered[at] !== 0 && difference[at]! > limits[at]! * threshold) mask[at] = 255;
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

/** CIE94 difference of each pixel: a fifth of CIEDE2000's time, and as good for small differences. */
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

/** Local variation of lightness around each pixel, where resampling and encoding leave the largest errors. */
function activity(l: Float32Array, { width, height }: Size): Float32Array {
  const out = new Float32Array(l.length);
  for (let y = 0, at = 0; y < height; y++) {
    const up = y > 0 ? width : 0;
    const down = y < height - 1 ? width : 0;
    for (let x = 0; x < width; x++, at++) {
      const dx = l[x < width - 1 ? at + 1 : at]! - l[x > 0 ? at - 1 : at]!;
      const dy = l[at + down]! - l[at - up]!;
      out[at] = Math.sqrt(dx * dx + dy * dy);
    }
  }
  return softened({ width, height, data: out }, 3).data;
}

/** Pixels by local activity: each one's bin, and its position in it, 0 to 1. */
interface Bins {
  readonly bin: Uint8Array;
  readonly part: Float32Array;
}

/** Activity above this is one bin. */
const MOST_ACTIVITY = 60;
/** Lower edge of each bin, and the upper edge of the last. */
const EDGES = Float64Array.from({ length: BINS + 1 }, (_, bin) =>
  Math.expm1((bin / BINS) * Math.log1p(MOST_ACTIVITY)),
);
/** Bin of activity in steps of an eighth, or the one below it. */
const STEPS = 8;
const BIN_OF_STEP = Uint8Array.from({ length: MOST_ACTIVITY * STEPS }, (_, step) =>
  Math.max(
    0,
    EDGES.findLastIndex((edge) => edge <= step / STEPS),
  ),
);

function binsOf(active: Float32Array): Bins {
  const bin = new Uint8Array(active.length);
  const part = new Float32Array(active.length);
  for (let at = 0; at < active.length; at++) {
    const value = active[at]!;
    let own = value < MOST_ACTIVITY ? BIN_OF_STEP[(value * STEPS) | 0]! : BINS - 1;
    while (own < BINS - 1 && EDGES[own + 1]! <= value) own++;
    bin[at] = own;
    part[at] = Math.min(1, (value - EDGES[own]!) / (EDGES[own + 1]! - EDGES[own]!));
  }
  return { bin, part };
}

/** Allowed difference of each pixel: a multiple of its activity bin's noise, monotonic. */
function limitsOf(difference: Float32Array, { bin, part }: Bins, covered: Uint8Array): Float32Array {
  const counts = new Int32Array(BINS);
  for (let at = 0; at < difference.length; at += EACH) if (covered[at] !== 0) counts[bin[at]!]!++;
  const members = Array.from(counts, (count) => new Float32Array(count));
  counts.fill(0);
  for (let at = 0; at < difference.length; at += EACH)
    if (covered[at] !== 0) members[bin[at]!]![counts[bin[at]!]!++] = difference[at]!;
  const heights = new Float64Array(BINS + 1);
  let last = LEAST_DIFFERENCE;
  for (const [own, values] of members.entries()) {
    if (values.length >= LEAST_MEMBERS) {
      const scale = partialSort(values, Math.floor(values.length * QUIET)) / QUIET_SCALE;
      last = Math.max(last, Math.min(MOST_DIFFERENCE + EDGES[own]!, LIMIT_SCALES * scale));
    }
    heights[own] = last;
  }
  heights[BINS] = last;
  const out = new Float32Array(difference.length);
  for (let at = 0; at < out.length; at++) {
    const low = heights[bin[at]!]!;
    out[at] = low + (heights[bin[at]! + 1]! - low) * part[at]!;
  }
  return out;
}
