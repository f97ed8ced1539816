import { CHANNELS, type Converter, converterBy } from '../color.ts';
import type { TagFile } from './directory.ts';
import { jpegSamples } from './jpeg.ts';
import { COMPRESSION, type Layout, type Segment } from './layout.ts';
import { type Samples, samplesOf } from './samples.ts';
import { unpack } from './unpack.ts';

/** Maximum number of bytes of an uncompressed strip processed at a time. */
const PIECE_BYTES = 4 * 1024 * 1024;

/** Returns the stored picture as RGBA in sRGB, and whether its own profile converted it. */
export async function paintLayout(
  layout: Layout,
  file: TagFile,
): Promise<{ rgba: Uint8ClampedArray<ArrayBuffer>; byProfile: boolean }> {
  const rgba = new Uint8ClampedArray(layout.width * layout.height * 4);
  const sixteen = layout.bits > 8;
  const converter = layout.icc && (await converterBy(layout.icc, layout.inks, sixteen));
  try {
    for (const whole of layout.segments)
      for (const segment of piecesOf(layout, whole)) {
        const samples = await samplesOfSegment(layout, file, segment);
        paintSegment(rgba, layout, segment, samples, converter);
      }
  } finally {
    converter?.close();
  }
  return { rgba, byProfile: converter !== null };
}

/**
 * Splits an uncompressed strip: many programs write a whole picture as one strip, which shouldn't be in
 * memory twice.
 */
function* piecesOf(layout: Layout, segment: Segment): Generator<Segment> {
  if (layout.compression !== COMPRESSION.none) return yield segment;
  const rowBytes = rowBytesOf(layout, segment);
  const step = Math.max(1, Math.floor(PIECE_BYTES / rowBytes));
  for (let row = 0; row < segment.height; row += step) {
    const height = Math.min(step, segment.height - row);
    const planes = segment.planes.map(({ offset, length }) => ({
      offset: offset + row * rowBytes,
      length: Math.min(height * rowBytes, Math.max(0, length - row * rowBytes)),
    }));
    yield { ...segment, y: segment.y + row, height, planes };
  }
}

/** Returns the bytes of an uncompressed row of one plane. */
function rowBytesOf(layout: Layout, { width, planes }: Segment): number {
  const perPixel = planes.length > 1 ? 1 : layout.samples;
  return Math.ceil((width * perPixel * layout.bits) / 8);
}

async function samplesOfSegment(layout: Layout, file: TagFile, segment: Segment): Promise<Samples> {
  const { width: columns, height: rows, planes } = segment;
  const perPixel = planes.length > 1 ? 1 : layout.samples;
  const rowBytes = rowBytesOf(layout, segment);
  const parts: Samples[] = [];
  for (const { offset, length } of planes) {
    const bytes = file.bytes.subarray(offset, offset + length);
    if (layout.compression === COMPRESSION.jpeg) {
      parts.push(await jpegSamples(layout, bytes, columns, rows));
      continue;
    }
    const unpacked = await unpack(layout, { bytes, columns, rows, rowBytes });
    parts.push(samplesOf(layout, unpacked, { columns, rows, perPixel, little: file.little }));
  }
  const [first] = parts;
  if (!first) throw new Error('A strip without samples.');
  if (parts.length === 1) return first;
  const together =
    layout.bits > 8
      ? new Uint16Array(first.length * parts.length)
      : new Uint8Array(first.length * parts.length);
  for (const [plane, part] of parts.entries())
    for (let i = 0; i < part.length; i++) together[i * parts.length + plane] = part[i] as number;
  return together;
}

/** Converts the samples to colors and writes those inside the picture. */
function paintSegment(
  rgba: Uint8ClampedArray,
  layout: Layout,
  { x, y, width, height }: Segment,
  samples: Samples,
  converter: Converter | null,
): void {
  const { samples: stride, alpha } = layout;
  const channels = CHANNELS[layout.inks];
  const across = Math.min(width, layout.width - x);
  const down = Math.min(height, layout.height - y);
  const top = layout.bits > 8 ? 65_535 : 255;
  const colors = layout.bits > 8 ? new Uint16Array(across * channels) : new Uint8Array(across * channels);
  for (let row = 0; row < down; row++) {
    const from = row * width * stride;
    gather(colors, samples, from, across, layout, top);
    const rgb = converter ? converter.toRgb(colors, across) : plainRgb(colors, across, layout, top);
    for (let i = 0, to = ((y + row) * layout.width + x) * 4; i < across; i++, to += 4) {
      rgba[to] = rgb[i * 3] as number;
      rgba[to + 1] = rgb[i * 3 + 1] as number;
      rgba[to + 2] = rgb[i * 3 + 2] as number;
      rgba[to + 3] =
        alpha === null ? 255 : Math.round(((samples[from + i * stride + alpha] as number) * 255) / top);
    }
  }
}

/** Collects the color samples of a row: without alpha, resolved by the palette, and unpremultiplied. */
function gather(
  colors: Samples,
  samples: Samples,
  from: number,
  across: number,
  { samples: stride, inks, palette, inverted, alpha, premultiplied, bits }: Layout,
  top: number,
): void {
  const channels = CHANNELS[inks];
  for (let i = 0; i < across; i++) {
    const pixel = from + i * stride;
    for (let channel = 0; channel < channels; channel++) {
      let value = samples[palette ? pixel : pixel + channel] as number;
      if (palette) value = (palette[channel * 2 ** bits + value] ?? 0) >> (top === 255 ? 8 : 0);
      if (inverted) value = top - value;
      if (alpha !== null && premultiplied) {
        const cover = samples[pixel + alpha] as number;
        value = cover === 0 ? 0 : Math.min(top, Math.round((value * top) / cover));
      }
      colors[i * channels + channel] = value;
    }
  }
}

/** Without a profile, values count as sRGB, and inks as overlapping ideal color filters. */
function plainRgb(colors: Samples, across: number, { inks }: Layout, top: number): Uint8Array {
  const out = new Uint8Array(across * 3);
  const channels = CHANNELS[inks];
  for (let i = 0; i < across; i++)
    for (let channel = 0; channel < 3; channel++) {
      const at = i * channels;
      const value =
        inks === 'CMYK'
          ? ((top - (colors[at + channel] as number)) * (top - (colors[at + 3] as number))) / top
          : (colors[inks === 'GRAY' ? at : at + channel] as number);
      out[i * 3 + channel] = Math.round((value * 255) / top);
    }
  return out;
}
