import type { Point } from '@shared/geometry.ts';
import { createSquareFft } from './fft.ts';

/** Displacement of one square of pixels relative to another. */
export interface Displacement extends Point {
  /** Height of the peak above chance, in standard deviations. */
  readonly certainty: number;
}

/** Width of the peak (px). It lowers the weight of fine detail, which filters and encoders change first. */
const PEAK_SIGMA = 1.1;

/** Returns the displacement of `b` relative to `a`, both squares of this correlator's side. */
export type PhaseCorrelator = (a: Float32Array, b: Float32Array) => Displacement;

/**
 * Phase correlation: the phases of the two spectra differ by a ramp whose slope is the shift, and the inverse
 * transform of their difference has a single peak there, regardless of contrast. The squares fade out at
 * their edges, which would otherwise dominate. A Gaussian weight makes the peak a Gaussian, whose three
 * middle logarithms locate it to a tenth of a pixel.
 */
export function createPhaseCorrelator(side: number): PhaseCorrelator {
  const fft = createSquareFft(side);
  const count = side * side;
  const re = new Float64Array(count);
  const im = new Float64Array(count);
  const fade = Float64Array.from(
    { length: side },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / side),
  );
  const weight = Float64Array.from({ length: side }, (_, k) => {
    const frequency = Math.min(k, side - k) / side;
    return Math.exp(-2 * (Math.PI * PEAK_SIGMA * frequency) ** 2);
  });
  let sum = 0;
  let squares = 0;
  for (const v of weight)
    for (const u of weight) {
      sum += u * v;
      squares += (u * v) ** 2;
    }
  // Sum expected from random phases. Neighboring frequencies aren't independent, since the squares are faded
  // out.
  const chance = 1.5 * Math.sqrt(squares);

  return (a, b) => {
    // Both are real, so one transform handles two.
    load(a, re);
    load(b, im);
    fft.transform(re, im, false);
    whiten();
    fft.transform(re, im, true);
    return peak();
  };

  function load(from: Float32Array, to: Float64Array): void {
    let total = 0;
    let weights = 0;
    for (let y = 0, at = 0; y < side; y++)
      for (let x = 0; x < side; x++, at++) {
        const w = (fade[x] as number) * (fade[y] as number);
        total += (from[at] as number) * w;
        weights += w;
      }
    const mean = total / weights;
    for (let y = 0, at = 0; y < side; y++)
      for (let x = 0; x < side; x++, at++)
        to[at] = ((from[at] as number) - mean) * (fade[x] as number) * (fade[y] as number);
  }

  /** Keeps only the weighted phase difference, conj(A)·B / |A·B|, of each frequency and its mirror. */
  function whiten(): void {
    for (let v = 0; v < side; v++) {
      const mv = (side - v) % side;
      for (let u = 0; u < side; u++) {
        const at = v * side + u;
        const mirror = mv * side + ((side - u) % side);
        if (mirror < at) continue;
        const zr = re[at] as number;
        const zi = im[at] as number;
        const mr = re[mirror] as number;
        const mi = im[mirror] as number;
        const ar = (zr + mr) / 2;
        const ai = (zi - mi) / 2;
        const br = (zi + mi) / 2;
        const bi = (mr - zr) / 2;
        const cr = ar * br + ai * bi;
        const ci = ar * bi - ai * br;
        const length = Math.sqrt(cr * cr + ci * ci);
        // Without magnitude, the phase is only rounding noise.
        const w = length > 1e-6 ? ((weight[u] as number) * (weight[v] as number)) / length : 0;
        re[at] = cr * w;
        im[at] = ci * w;
        re[mirror] = cr * w;
        im[mirror] = -ci * w;
      }
    }
  }

  function peak(): Displacement {
    let best = 0;
    for (let at = 1; at < count; at++) if ((re[at] as number) > (re[best] as number)) best = at;
    const x = best % side;
    const y = (best - x) / side;
    const value = (dx: number, dy: number) =>
      Math.max(re[((y + dy + side) % side) * side + ((x + dx + side) % side)] as number, 1e-9 * sum);
    const signed = (k: number) => (k > side / 2 ? k - side : k);
    return {
      x: signed(x) + vertex(value(-1, 0), value(0, 0), value(1, 0)),
      y: signed(y) + vertex(value(0, -1), value(0, 0), value(0, 1)),
      certainty: (re[best] as number) / chance,
    };
  }
}

/** Returns the vertex of a Gaussian through three neighbors, relative to the middle one, at most half a pixel. */
function vertex(left: number, middle: number, right: number): number {
  const l = Math.log(left);
  const m = Math.log(middle);
  const r = Math.log(right);
  const bend = l - 2 * m + r;
  return bend < 0 ? Math.min(0.5, Math.max(-0.5, (l - r) / (2 * bend))) : 0;
}
