import UTIF from 'utif2';
import { inflateStream } from '../../inflate.ts';
import { COMPRESSION, type Layout } from './layout.ts';
import { TAG } from './tags.ts';

/** Compressed bytes of one strip and their decompressed size. */
interface Packed {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Samples per row, and rows. */
  readonly columns: number;
  readonly rows: number;
  /** Decompressed bytes per row. */
  readonly rowBytes: number;
}

/** Decompresses a strip. Throws if it is too short. */
export async function unpack(layout: Layout, packed: Packed): Promise<Uint8Array<ArrayBuffer>> {
  const wanted = packed.rowBytes * packed.rows;
  const { compression } = layout;
  if (compression === COMPRESSION.none) {
    if (packed.bytes.length < wanted) throw new Error('A strip is cut off.');
    return packed.bytes.slice(0, wanted);
  }
  return (COMPRESSION.deflate as readonly number[]).includes(compression)
    ? inflate(packed.bytes, wanted)
    : byLibrary(layout, packed);
}

/** Stops at the expected size: a small strip that expands to gigabytes does no harm. */
async function inflate(bytes: Uint8Array<ArrayBuffer>, wanted: number): Promise<Uint8Array<ArrayBuffer>> {
  const out = new Uint8Array(wanted);
  let at = 0;
  const reader = inflateStream(bytes).getReader();
  while (at < wanted) {
    const { done, value } = await reader.read();
    if (done) throw new Error('A strip is cut off.');
    const part = value.subarray(0, wanted - at);
    out.set(part, at);
    at += part.length;
  }
  reader.cancel().catch(() => {});
  return out;
}

/**
 * Decodes LZW, PackBits and fax with a synthetic directory for this strip: a picture with one 8-bit sample,
 * or a fax.
 */
function byLibrary(layout: Layout, { bytes, columns, rows, rowBytes }: Packed): Uint8Array<ArrayBuffer> {
  const isFax = (COMPRESSION.ccitt as readonly number[]).includes(layout.compression);
  // Eight bytes for the file header, which tells the library the byte order.
  const file = new Uint8Array(8 + bytes.length);
  file.set([0x49, 0x49, 42, 0]);
  file.set(bytes, 8);
  const directory: Parameters<typeof UTIF.decodeImage>[1] = {
    [`t${TAG.Width}`]: [isFax ? columns : rowBytes],
    [`t${TAG.Height}`]: [rows],
    [`t${TAG.BitsPerSample}`]: [isFax ? 1 : 8],
    [`t${TAG.Compression}`]: [layout.compression],
    [`t${TAG.Photometric}`]: [1],
    [`t${TAG.FillOrder}`]: [isFax && layout.reversedBits ? 2 : 1],
    [`t${TAG.StripOffsets}`]: [8],
    [`t${TAG.SamplesPerPixel}`]: [1],
    [`t${TAG.RowsPerStrip}`]: [rows],
    [`t${TAG.StripByteCounts}`]: [bytes.length],
    [`t${TAG.T4Options}`]: [layout.t4Options],
  };
  UTIF.decodeImage(file.buffer, directory);
  const { data } = directory;
  if (!data || data.length < rowBytes * rows) throw new Error('A strip is cut off.');
  return data;
}
