/*
 * The EXIF of a camera's JPEG, for a finished picture: what says how the photograph was taken, without what is no longer true of it
 * (orientation, size, thumbnail) and without maker notes, whose inner offsets break when they are moved.
 */

const TYPE_BYTES: Readonly<Record<number, number>> = {
  1: 1, // BYTE
  2: 1, // ASCII
  3: 2, // SHORT
  4: 4, // LONG
  5: 8, // RATIONAL
  7: 1, // UNDEFINED
  9: 4, // SLONG
  10: 8, // SRATIONAL
};
const EXIF_IFD = 0x8769;
const GPS_IFD = 0x8825;
/** Pointers that are written anew, or whose target is left out; and what is no longer true. */
const DROPPED: ReadonlySet<number> = new Set([
  EXIF_IFD,
  GPS_IFD,
  0x0100, // ImageWidth
  0x0101, // ImageLength
  0x0112, // Orientation
  0x014a, // SubIFDs
  0x927c, // MakerNote
  0xa002, // PixelXDimension
  0xa003, // PixelYDimension
  0xa005, // InteroperabilityIFD
  0xc4a5, // PrintImageMatching
  0xea1c, // Padding
]);
const ENTRY_BYTES = 12;
const ENTRIES_MAX = 200;
/** The most that a JPEG holds of it. */
const EXIF_MAX_BYTES = 65_527;

interface Entry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly value: Buffer;
}

/** Returns the EXIF of a JPEG as a TIFF block; null when there is none that can be read. `head`: the beginning of the file. */
export function cameraExif(head: Buffer): Buffer | null {
  const block = exifBlock(head);
  return block && filteredExif(block);
}

/** The TIFF block in the APP1 segment of a JPEG. */
function exifBlock(jpeg: Buffer): Buffer | null {
  if (jpeg.length < 4 || jpeg.readUInt16BE(0) !== 0xffd8) return null;
  let at = 2;
  while (at + 4 <= jpeg.length) {
    const [marker, length] = [jpeg.readUInt16BE(at), jpeg.readUInt16BE(at + 2)];
    // Pixels begin, or this is no JPEG.
    if (marker === 0xffda || marker < 0xff00 || length < 2) return null;
    const end = at + 2 + length;
    if (marker === 0xffe1 && end <= jpeg.length && jpeg.toString('latin1', at + 4, at + 10) === 'Exif\0\0')
      return jpeg.subarray(at + 10, end);
    at = end;
  }
  return null;
}

function filteredExif(tiff: Buffer): Buffer | null {
  const order = tiff.toString('latin1', 0, 2);
  if (tiff.length < 8 || (order !== 'II' && order !== 'MM')) return null;
  const io = readerOf(order === 'II');
  if (io.u16(tiff, 2) !== 42) return null;
  const first = entriesAt(tiff, io.u32(tiff, 4), io);
  const exif = entriesAt(tiff, pointer(first, EXIF_IFD, io), io);
  const gps = entriesAt(tiff, pointer(first, GPS_IFD, io), io);
  const [mainKept, exifKept, gpsKept] = [first, exif, gps].map((all) =>
    all.filter(({ tag }) => !DROPPED.has(tag)),
  );
  if (!mainKept || !exifKept || !gpsKept || mainKept.length + exifKept.length + gpsKept.length === 0)
    return null;
  const pointers = [...(exifKept.length > 0 ? [EXIF_IFD] : []), ...(gpsKept.length > 0 ? [GPS_IFD] : [])].map(
    (tag) => ({ tag, type: 4, count: 1, value: Buffer.alloc(4) }),
  );
  const main = [...mainKept, ...pointers].sort((a, b) => a.tag - b.tag);
  const exifAt = 8 + bytesOf(main);
  const gpsAt = exifAt + (exifKept.length > 0 ? bytesOf(exifKept) : 0);
  for (const { tag, value } of pointers) io.put32(value, tag === EXIF_IFD ? exifAt : gpsAt);
  const header = Buffer.alloc(8);
  header.write(order, 0, 'latin1');
  io.put16(header, 42, 2);
  io.put32(header, 8, 4);
  const parts = [header, written(main, 8, io)];
  if (exifKept.length > 0) parts.push(written(exifKept, exifAt, io));
  if (gpsKept.length > 0) parts.push(written(gpsKept, gpsAt, io));
  const whole = Buffer.concat(parts);
  return whole.length <= EXIF_MAX_BYTES ? whole : null;
}

type Io = ReturnType<typeof readerOf>;

function readerOf(little: boolean) {
  return {
    u16: (from: Buffer, at: number) => (little ? from.readUInt16LE(at) : from.readUInt16BE(at)),
    u32: (from: Buffer, at: number) => (little ? from.readUInt32LE(at) : from.readUInt32BE(at)),
    put16: (to: Buffer, value: number, at = 0) =>
      little ? to.writeUInt16LE(value, at) : to.writeUInt16BE(value, at),
    put32: (to: Buffer, value: number, at = 0) =>
      little ? to.writeUInt32LE(value, at) : to.writeUInt32BE(value, at),
  };
}

/** The entries of a directory that lie inside the block; the others are left out. */
function entriesAt(tiff: Buffer, at: number, io: Io): Entry[] {
  if (at < 8 || at + 2 > tiff.length) return [];
  const count = Math.min(io.u16(tiff, at), ENTRIES_MAX);
  return Array.from({ length: count }, (_, n) => at + 2 + n * ENTRY_BYTES).flatMap((place) => {
    if (place + ENTRY_BYTES > tiff.length) return [];
    const [tag, type, values] = [io.u16(tiff, place), io.u16(tiff, place + 2), io.u32(tiff, place + 4)];
    const bytes = (TYPE_BYTES[type] ?? 0) * values;
    const from = bytes <= 4 ? place + 8 : io.u32(tiff, place + 8);
    if (bytes === 0 || from + bytes > tiff.length) return [];
    return [{ tag, type, count: values, value: tiff.subarray(from, from + bytes) }];
  });
}

function pointer(entries: readonly Entry[], tag: number, io: Io): number {
  const value = entries.find((entry) => entry.tag === tag && entry.type === 4 && entry.count === 1)?.value;
  return value ? io.u32(value, 0) : 0;
}

/** Bytes of a directory with the values that do not fit into its entries. */
function bytesOf(entries: readonly Entry[]): number {
  const outside = entries.reduce((sum, { value }) => sum + (value.length > 4 ? even(value.length) : 0), 0);
  return 2 + entries.length * ENTRY_BYTES + 4 + outside;
}

/** A directory as it stands at `at`, the last one of its chain. */
function written(entries: readonly Entry[], at: number, io: Io): Buffer {
  const out = Buffer.alloc(bytesOf(entries));
  io.put16(out, entries.length);
  let free = 2 + entries.length * ENTRY_BYTES + 4;
  for (const [n, { tag, type, count, value }] of entries.entries()) {
    const place = 2 + n * ENTRY_BYTES;
    io.put16(out, tag, place);
    io.put16(out, type, place + 2);
    io.put32(out, count, place + 4);
    if (value.length <= 4) value.copy(out, place + 8);
    else {
      io.put32(out, at + free, place + 8);
      value.copy(out, free);
      free += even(value.length);
    }
  }
  return out;
}

const even = (bytes: number): number => bytes + (bytes % 2);
