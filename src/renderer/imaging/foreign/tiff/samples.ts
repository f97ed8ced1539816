import type { Layout } from './layout.ts';

/** Interleaved samples of a strip, 8 or 16 bits. */
export type Samples = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;

/**
 * Returns the samples of decompressed bytes: in native byte order, the predictor undone, less than 8 bits
 * expanded to 8, 32 bits reduced to 16. `perPixel` is the number of interleaved samples.
 */
export function samplesOf(
  layout: Layout,
  bytes: Uint8Array<ArrayBuffer>,
  { columns, rows, perPixel, little }: { columns: number; rows: number; perPixel: number; little: boolean },
): Samples {
  const { bits, predictor } = layout;
  const row = columns * perPixel;
  if (bits < 8) return spread(bytes, row, rows, bits, layout.palette === null ? 255 / (2 ** bits - 1) : 1);
  const width = bits / 8;
  const floats = layout.isFloat && predictor === 3;
  const ordered = floats
    ? unshuffle(bytes, row, rows, perPixel)
    : !little && width > 1
      ? swapped(bytes, width)
      : bytes;
  const read =
    width === 1
      ? ordered
      : width === 2
        ? new Uint16Array(ordered.buffer, ordered.byteOffset, row * rows)
        : new Uint32Array(ordered.buffer, ordered.byteOffset, row * rows);
  if (predictor === 2) sum(read, row, rows, perPixel);
  if (!(read instanceof Uint32Array)) return read;
  const values = layout.isFloat ? new Float32Array(read.buffer, read.byteOffset, read.length) : null;
  return Uint16Array.from(read, (value, i) =>
    values ? Math.round(65_535 * Math.min(1, Math.max(0, values[i] || 0))) : value >>> 16,
  );
}

/** Samples of 1, 2 or 4 bits. Each row starts at a byte. */
function spread(
  bytes: Uint8Array,
  row: number,
  rows: number,
  bits: number,
  factor: number,
): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(row * rows);
  const rowBytes = Math.ceil((row * bits) / 8);
  const mask = 2 ** bits - 1;
  for (let y = 0, to = 0; y < rows; y++)
    for (let x = 0; x < row; x++, to++) {
      const bit = x * bits;
      const byte = bytes[y * rowBytes + (bit >> 3)] as number;
      out[to] = ((byte >> (8 - bits - (bit & 7))) & mask) * factor;
    }
  return out;
}

function swapped(bytes: Uint8Array<ArrayBuffer>, width: number): Uint8Array<ArrayBuffer> {
  for (let at = 0; at + width <= bytes.length; at += width) bytes.subarray(at, at + width).reverse();
  return bytes;
}

/** Undoes horizontal differencing. */
function sum(
  samples: Uint8Array | Uint16Array | Uint32Array,
  row: number,
  rows: number,
  perPixel: number,
): void {
  for (let y = 0; y < rows; y++)
    for (let i = y * row + perPixel; i < (y + 1) * row; i++)
      samples[i] = (samples[i] as number) + (samples[i - perPixel] as number);
}

/** Undoes the floating-point predictor: bytes grouped by significance, highest first, differenced. */
function unshuffle(
  bytes: Uint8Array<ArrayBuffer>,
  row: number,
  rows: number,
  perPixel: number,
): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(bytes.length);
  sum(bytes, row * 4, rows, perPixel);
  for (let y = 0; y < rows; y++)
    for (let i = 0; i < row; i++)
      for (let byte = 0; byte < 4; byte++)
        out[(y * row + i) * 4 + byte] = bytes[y * row * 4 + (3 - byte) * row + i] as number;
  return out;
}
