/** In-place discrete Fourier transform of squares with a fixed side. */
export interface SquareFft {
  readonly side: number;
  /**
   * Transforms `side` x `side` complex numbers, unnormalized: forward and back multiplies by their count. The
   * output is transposed, and the inverse transposes it back, which saves half of the transpositions.
   */
  transform(re: Float64Array, im: Float64Array, inverse: boolean): void;
}

/**
 * Cooley-Tukey on all columns at once: each step adds and subtracts whole rows, which are contiguous in
 * memory and share one factor. Column by column it takes three times as long.
 */
export function createSquareFft(side: number): SquareFft {
  if (side < 2 || (side & (side - 1)) !== 0) throw new RangeError(`${side} is no power of two.`);
  const bits = Math.log2(side);
  const reversed = Uint32Array.from({ length: side }, (_, i) => {
    let out = 0;
    for (let bit = 0; bit < bits; bit++) if (i & (1 << bit)) out |= 1 << (bits - 1 - bit);
    return out;
  });
  const cos = Float64Array.from({ length: side / 2 }, (_, i) => Math.cos((2 * Math.PI * i) / side));
  const sin = Float64Array.from({ length: side / 2 }, (_, i) => Math.sin((2 * Math.PI * i) / side));
  const spare = new Float64Array(side);

  function swapRows(data: Float64Array, i: number, j: number): void {
    spare.set(data.subarray(i * side, (i + 1) * side));
    data.copyWithin(i * side, j * side, (j + 1) * side);
    data.set(spare, j * side);
  }

  function columns(re: Float64Array, im: Float64Array, inverse: boolean): void {
    for (let i = 0; i < side; i++) {
      const j = reversed[i] as number;
      if (j <= i) continue;
      swapRows(re, i, j);
      swapRows(im, i, j);
    }
    for (let half = 1; half < side; half *= 2) {
      const step = side / (2 * half);
      for (let k = 0; k < half; k++) {
        const c = cos[k * step] as number;
        const s = inverse ? (sin[k * step] as number) : -(sin[k * step] as number);
        for (let i = k; i < side; i += 2 * half) addRows(re, im, i * side, (i + half) * side, c, s);
      }
    }
  }

  function addRows(re: Float64Array, im: Float64Array, i: number, j: number, c: number, s: number): void {
    for (let x = 0; x < side; x++) {
      const rj = re[j + x] as number;
      const qj = im[j + x] as number;
      const tr = rj * c - qj * s;
      const tq = rj * s + qj * c;
      const ri = re[i + x] as number;
      const qi = im[i + x] as number;
      re[j + x] = ri - tr;
      im[j + x] = qi - tq;
      re[i + x] = ri + tr;
      im[i + x] = qi + tq;
    }
  }

  function turn(data: Float64Array): void {
    for (let y = 1; y < side; y++)
      for (let x = 0; x < y; x++) {
        const kept = data[y * side + x] as number;
        data[y * side + x] = data[x * side + y] as number;
        data[x * side + y] = kept;
      }
  }

  return {
    side,
    transform(re, im, inverse) {
      columns(re, im, inverse);
      turn(re);
      turn(im);
      columns(re, im, inverse);
    },
  };
}
