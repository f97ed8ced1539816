import type { Size } from '@shared/geometry.ts';
import type { PixelBlock } from '../measure.ts';

/**
 * A picture read in bands of whole rows, as RGBA bytes. The result of `rows` may be overwritten by its next
 * call.
 */
export interface RgbaRows extends Size {
  /** Whether each call of `rows` returns new bytes, which may be changed. */
  readonly isFresh?: boolean;
  rows(top: number, height: number): Uint8ClampedArray;
}

/** A mask read in bands of whole rows, one byte per pixel: 0 stays, 255 may change. */
export interface MaskRows extends Size {
  rows(top: number, height: number): Uint8Array;
}

/** Rows of a picture from `top` on. */
export interface Band {
  readonly top: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Band height: 128 rows of 24 MP are 3 MB. */
export const BAND_HEIGHT = 128;

export function rowsOfBlock({ width, height, data }: PixelBlock): RgbaRows {
  return {
    width,
    height,
    rows: (top, count) => data.subarray(top * width * 4, (top + count) * width * 4),
  };
}

export function rowsOfMask({ width, height }: Size, mask: Uint8Array): MaskRows {
  return { width, height, rows: (top, count) => mask.subarray(top * width, (top + count) * width) };
}

/** Pixels as one number each. A copy, because rows may be unaligned and the next call of `rows` may overwrite them. */
export function wordsOf(pixels: Uint8ClampedArray): Uint32Array {
  return new Uint32Array(pixels.slice().buffer);
}

/** Tops and heights of bands that cover `height` rows. */
export function bandsOf(height: number, each = BAND_HEIGHT): { top: number; height: number }[] {
  return Array.from({ length: Math.ceil(height / each) }, (_, i) => ({
    top: i * each,
    height: Math.min(each, height - i * each),
  }));
}

/** Yields the whole picture in bands: those of `changed`, from the top, with the source's rows in between. */
export function* everyBand(source: RgbaRows, changed: Iterable<Band>): Generator<Band, void> {
  let next = 0;
  for (const band of changed) {
    yield* bandsBetween(source, next, band.top);
    yield band;
    next = band.top + band.height;
  }
  yield* bandsBetween(source, next, source.height);
}

function* bandsBetween(source: RgbaRows, from: number, to: number): Generator<Band, void> {
  for (let top = from; top < to; top += BAND_HEIGHT) {
    const height = Math.min(BAND_HEIGHT, to - top);
    yield { top, height, data: source.rows(top, height) };
  }
}

/** Assembles bands into a whole picture. */
export function collectBands({ width, height }: Size, bands: Iterable<Band>): PixelBlock {
  const data = new Uint8ClampedArray(width * height * 4);
  for (const band of bands) data.set(band.data, band.top * width * 4);
  return { width, height, data };
}
