import { DecodeError } from '../decode-error.ts';
import type { PixelBlock } from '../measure.ts';
import { mapChannels } from './linear-planes.ts';
import { type Band, rowsOfBlock } from './rows.ts';
import { byteOfLinear, LINEAR_OF_BYTE } from './transfer.ts';

type Triple = readonly [number, number, number];

/** Mean and standard deviation of red, green and blue in linear light, 0 to 1. */
export interface ColorStatistics {
  readonly mean: Triple;
  readonly spread: Triple;
}

/** Maps one picture's colors to another's: linear light · gain + offset. */
export interface ColorShift {
  readonly gain: Triple;
  readonly offset: Triple;
}

/** Approximate number of sampled pixels. More add nothing. */
const LOOKED_AT = 400_000;
/** Below this spread it is a plain color that can't be matched. */
const LEAST_SPREAD = 0.002;
/** More contrast than this is noise. */
const MOST_GAIN = 4;

/** Measures a picture by its bands. Fully transparent pixels don't count. */
export function colorStatistics(bands: Iterable<Band>, width: number, pixels: number): ColorStatistics {
  const step = Math.max(1, Math.floor(Math.sqrt(pixels / LOOKED_AT)));
  const sums = new Float64Array(3);
  const squares = new Float64Array(3);
  let count = 0;
  for (const { top, height, data } of bands)
    for (let row = (step - (top % step)) % step; row < height; row += step)
      for (let p = row * width * 4, end = p + width * 4; p < end; p += step * 4) {
        if (data[p + 3] === 0) continue;
        count++;
        for (let c = 0; c < 3; c++) {
          const light = LINEAR_OF_BYTE[data[p + c]!]!;
          sums[c]! += light;
          squares[c]! += light * light;
        }
      }
  const of = Math.max(1, count);
  const mean = mapChannels([0, 1, 2], (c) => sums[c]! / of);
  return {
    mean,
    spread: mapChannels(mean, (one, c) => Math.sqrt(Math.max(0, squares[c]! / of - one * one))),
  };
}

export function statisticsOfBlock(block: PixelBlock): ColorStatistics {
  const { width, height } = block;
  const data = rowsOfBlock(block).rows(0, height);
  return colorStatistics([{ top: 0, height, data }], width, width * height);
}

/**
 * Returns the mapping that gives a picture the mean and contrast of another, per channel. Throws a
 * `DecodeError` if one is a plain color, or if nothing would change.
 */
export function colorShift(of: ColorStatistics, to: ColorStatistics): ColorShift {
  if ([of, to].some(({ spread }) => Math.max(...spread) < LEAST_SPREAD))
    throw new DecodeError('finish-failed', 'A plain color.', { reason: 'colors-flat' });
  const gain = mapChannels(of.spread, (spread, c) =>
    Math.min(MOST_GAIN, Math.max(1 / MOST_GAIN, to.spread[c]! / Math.max(spread, LEAST_SPREAD))),
  );
  const shift = { gain, offset: mapChannels(gain, (factor, c) => to.mean[c]! - factor * of.mean[c]!) };
  if (shiftTables(shift).every((table) => table.every((to, byte) => Math.abs(to - byte) <= 1)))
    throw new DecodeError('finish-failed', 'Nothing would change.', { reason: 'colors-alike' });
  return shift;
}

/** Returns the mapping of each byte of red, green and blue. */
export function shiftTables({ gain, offset }: ColorShift): readonly [Uint8Array, Uint8Array, Uint8Array] {
  return mapChannels(gain, (factor, c) =>
    Uint8Array.from({ length: 256 }, (_, byte) => byteOfLinear(LINEAR_OF_BYTE[byte]! * factor + offset[c]!)),
  );
}

/**
 * Yields bands with shifted colors where `mask` (a byte per pixel of the whole picture) is not 0. Keeps
 * alpha. New bands.
 */
export function* shiftBands(
  bands: Iterable<Band>,
  width: number,
  shift: ColorShift,
  mask: Uint8Array,
): Generator<Band, void> {
  const [red, green, blue] = shiftTables(shift);
  for (const { top, height, data } of bands) {
    const out = new Uint8ClampedArray(data);
    for (let at = top * width, p = 0; p < out.length; at++, p += 4) {
      if (mask[at] === 0) continue;
      out[p] = red[out[p]!]!;
      out[p + 1] = green[out[p + 1]!]!;
      out[p + 2] = blue[out[p + 2]!]!;
    }
    yield { top, height, data: out };
  }
}
