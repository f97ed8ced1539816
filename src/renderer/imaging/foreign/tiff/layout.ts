import { DecodeError } from '../../decode-error.ts';
import type { Inks } from '../color.ts';
import { assertInside, bytesOf, type Directory, numberOf, numbersOf } from './directory.ts';
import { TAG } from './tags.ts';

/** A strip or tile: its position in the picture, stored size, and byte ranges per plane. */
export interface Segment {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly planes: readonly { readonly offset: number; readonly length: number }[];
}

/** Layout of a picture in a TIFF file. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Bits per sample: 1, 2, 4, 8, 16 or 32. */
  readonly bits: number;
  readonly samples: number;
  readonly isFloat: boolean;
  readonly compression: number;
  readonly reversedBits: boolean;
  readonly t4Options: number;
  readonly predictor: number;
  readonly inks: Inks;
  /** Zero is white. */
  readonly inverted: boolean;
  /** Red, green and blue by index, 16 bits each. Null if the samples are colors. */
  readonly palette: readonly number[] | null;
  /** The JPEG data is YCbCr instead of RGB. */
  readonly ycc: boolean;
  /** Index of the alpha sample, or null. */
  readonly alpha: number | null;
  /** The colors are premultiplied. */
  readonly premultiplied: boolean;
  readonly orientation: number;
  readonly jpegTables: Uint8Array<ArrayBuffer> | null;
  readonly icc: Uint8Array<ArrayBuffer> | null;
  readonly segments: readonly Segment[];
}

export const COMPRESSION = {
  none: 1,
  ccitt: [2, 3, 4],
  lzw: 5,
  jpeg: 7,
  deflate: [8, 32_946],
  packBits: 32_773,
} as const;
const KNOWN: readonly number[] = [1, 2, 3, 4, 5, 7, 8, 32_946, 32_773];
const PHOTOMETRIC = { whiteIsZero: 0, blackIsZero: 1, rgb: 2, palette: 3, cmyk: 5, ycc: 6 } as const;
const ASSOCIATED = 1;
const UNASSOCIATED = 2;

/**
 * Reads the layout of a directory's picture. Throws if it is damaged, and a `ReservedReason` for an
 * unsupported variant.
 */
export function readLayout(directory: Directory): Layout {
  assertInside(directory);
  const one = (tag: number, otherwise: number) => numberOf(directory, tag) ?? otherwise;
  const width = one(TAG.Width, 0);
  const height = one(TAG.Height, 0);
  if (!(width > 0 && height > 0)) throw new Error('No size.');
  const compression = one(TAG.Compression, COMPRESSION.none);
  const photometric = one(TAG.Photometric, PHOTOMETRIC.whiteIsZero);
  const allBits = numbersOf(directory, TAG.BitsPerSample);
  const samples = one(TAG.SamplesPerPixel, 1);
  const bits = allBits[0] ?? 1;
  const formats = numbersOf(directory, TAG.SampleFormat);
  const isFloat = formats[0] === 3;
  const known =
    KNOWN.includes(compression) &&
    [1, 2, 4, 8, 16, 32].includes(bits) &&
    allBits.every((each) => each === bits) &&
    formats.every((format) => format === formats[0] && [1, 3, 4].includes(format)) &&
    (!isFloat || bits === 32) &&
    (samples === 1 || bits >= 8);
  const meaning = meaningOf(photometric, one(TAG.InkSet, 1), compression, samples);
  if (!known || !meaning || (compression === COMPRESSION.jpeg && bits !== 8))
    throw new DecodeError(
      'picture-unsupported',
      `TIFF compression ${compression}, photometric ${photometric}, ${samples} samples of ${bits} bits`,
    );
  const palette = photometric === PHOTOMETRIC.palette ? numbersOf(directory, TAG.ColorMap) : null;
  if (palette && palette.length < 3 * 2 ** bits) throw new Error('The palette is too short.');
  const extra = numbersOf(directory, TAG.ExtraSamples)[0];
  const hasAlpha = samples > meaning.colors && (extra === ASSOCIATED || extra === UNASSOCIATED);
  const planar = one(TAG.PlanarConfiguration, 1) === 2 && samples > 1;
  return {
    width,
    height,
    bits,
    samples,
    isFloat,
    compression,
    reversedBits: one(TAG.FillOrder, 1) === 2,
    t4Options: one(TAG.T4Options, 0),
    predictor: one(TAG.Predictor, 1),
    inks: meaning.inks,
    inverted: photometric === PHOTOMETRIC.whiteIsZero,
    palette,
    ycc: photometric === PHOTOMETRIC.ycc,
    alpha: hasAlpha ? meaning.colors : null,
    premultiplied: extra === ASSOCIATED,
    orientation: one(TAG.Orientation, 1),
    jpegTables: bytesOf(directory, TAG.JpegTables),
    icc: bytesOf(directory, TAG.IccProfile),
    segments: segmentsOf(directory, width, height, planar ? samples : 1),
  };
}

/** Returns the color model and the number of color samples. Null if unsupported. */
function meaningOf(
  photometric: number,
  inkSet: number,
  compression: number,
  samples: number,
): { inks: Inks; colors: number } | null {
  const isJpeg = compression === COMPRESSION.jpeg;
  const meaning = ((): { inks: Inks; colors: number } | null => {
    switch (photometric) {
      case PHOTOMETRIC.whiteIsZero:
      case PHOTOMETRIC.blackIsZero:
        return { inks: 'GRAY', colors: 1 };
      case PHOTOMETRIC.rgb:
        return { inks: 'RGB', colors: 3 };
      case PHOTOMETRIC.palette:
        return { inks: 'RGB', colors: 1 };
      case PHOTOMETRIC.cmyk:
        return inkSet === 1 && !isJpeg ? { inks: 'CMYK', colors: 4 } : null;
      case PHOTOMETRIC.ycc:
        // Without JPEG it is subsampled video, in its own block layout.
        return isJpeg ? { inks: 'RGB', colors: 3 } : null;
      default:
        return null;
    }
  })();
  if (!meaning || samples < meaning.colors || samples > 16) return null;
  return isJpeg && samples !== meaning.colors ? null : meaning;
}

function segmentsOf(directory: Directory, width: number, height: number, planes: number): Segment[] {
  const tileWidth = numberOf(directory, TAG.TileWidth);
  const tiled = tileWidth !== undefined;
  const across = tileWidth ?? width;
  const down = tiled
    ? (numberOf(directory, TAG.TileHeight) ?? 0)
    : Math.min(height, numberOf(directory, TAG.RowsPerStrip) ?? height);
  if (!(across > 0 && down > 0)) throw new Error('Strips without a size.');
  const offsets = numbersOf(directory, tiled ? TAG.TileOffsets : TAG.StripOffsets);
  const lengths = numbersOf(directory, tiled ? TAG.TileByteCounts : TAG.StripByteCounts);
  const columns = Math.ceil(width / across);
  const rows = Math.ceil(height / down);
  const each = columns * rows;
  if (offsets.length < each * planes) throw new Error('Strips are missing.');
  const end = directory.file.bytes.length;
  // A single strip may extend to the end without declaring its length.
  const lengthAt = (i: number) => lengths[i] ?? (each * planes === 1 ? end - (offsets[0] ?? 0) : 0);
  return Array.from({ length: each }, (_, i) => {
    const y = Math.floor(i / columns) * down;
    return {
      x: (i % columns) * across,
      y,
      width: across,
      height: tiled ? down : Math.min(down, height - y),
      planes: Array.from({ length: planes }, (__, plane) => {
        const place = { offset: offsets[plane * each + i] ?? 0, length: lengthAt(plane * each + i) };
        if (place.length <= 0 || place.offset + place.length > end) throw new Error('The file is cut off.');
        return place;
      }),
    };
  });
}
