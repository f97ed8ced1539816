import type { ByteSource } from './exif-source.ts';
import { type ExifBlocks, findExif } from './find-exif.ts';

/* The EXIF of a camera's file for a finished picture: how the photograph was taken, without fields that no
   longer apply (orientation, size, thumbnail) and without maker notes, whose internal offsets break when
   moved. */

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
/** Pointers that are rewritten, or whose target is omitted; and fields that no longer apply. */
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
/** Maximum size in a JPEG. */
const EXIF_MAX_BYTES = 65_527;

/** Fields of a TIFF's first directory about the photograph. Most others are about the file's pixels. */
const ABOUT_PHOTO: ReadonlySet<number> = new Set([
  0x010e, // ImageDescription
  0x010f, // Make
  0x0110, // Model
  0x0131, // Software
  0x0132, // DateTime
  0x013b, // Artist
  0x8298, // Copyright
  0x4746, // Rating
  0x9c9b, // XPTitle
  0x9c9c, // XPComment
  0x9c9d, // XPAuthor
  0x9c9e, // XPKeywords
  0x9c9f, // XPSubject
]);
/** Maximum size of one value. Larger ones are private data of a program. */
const VALUE_MAX_BYTES = 16 * 1024;

/** The camera data that a finished picture keeps. */
export interface CameraDataChoice {
  readonly camera: boolean;
  /** Where the photograph was taken. Never kept without the camera data. */
  readonly location: boolean;
}

export const ALL_CAMERA_DATA: CameraDataChoice = { camera: true, location: true };

interface Entry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly value: Buffer;
}

/**
 * Returns the EXIF of a picture's file as a TIFF block. Null if there is none, it is unreadable, or none
 * should be kept. Reads JPEG, PNG, WebP, HEIC, AVIF, TIFF and camera raw files, by content.
 */
export async function cameraExif(
  file: ByteSource,
  { camera, location }: CameraDataChoice = ALL_CAMERA_DATA,
): Promise<Buffer | null> {
  const blocks = camera ? await findExif(file) : null;
  if (!blocks) return null;
  const io = await ioOf(blocks.main);
  if (!io) return null;
  const first = await entriesAt(blocks.main, await firstDirectory(blocks.main, io), io);
  const [exif, gps] =
    blocks.kind === 'parts' ? await ownParts(blocks, io) : await pointed(blocks.main, first, io);
  const kept = first.filter(({ tag }) =>
    blocks.kind === 'block' ? !DROPPED.has(tag) : ABOUT_PHOTO.has(tag),
  );
  const [exifKept, gpsKept] = [exif, location ? gps : []].map((all) =>
    all.filter(({ tag }) => !DROPPED.has(tag)),
  );
  return exifKept && gpsKept ? writtenExif(kept, exifKept, gpsKept, io) : null;
}

type Io = ReturnType<typeof readerOf>;

/** Returns the byte order of a TIFF block, or null if it isn't one. */
async function ioOf(tiff: ByteSource): Promise<Io | null> {
  const order = (await tiff.read(0, 2)).toString('latin1');
  return tiff.length < 8 || (order !== 'II' && order !== 'MM') ? null : readerOf(order);
}

async function firstDirectory(tiff: ByteSource, io: Io): Promise<number> {
  return io.u32(await tiff.read(0, 8), 4);
}

/** Returns the directories the first one points to: how and where the photograph was taken. */
async function pointed(tiff: ByteSource, first: readonly Entry[], io: Io): Promise<[Entry[], Entry[]]> {
  return [
    await entriesAt(tiff, pointer(first, EXIF_IFD, io), io),
    await entriesAt(tiff, pointer(first, GPS_IFD, io), io),
  ];
}

/**
 * Reads the same directories from separate blocks. One in the other byte order is skipped, because its values
 * would need swapping.
 */
async function ownParts({ exif, gps }: ExifBlocks, io: Io): Promise<[Entry[], Entry[]]> {
  const read = async (tiff: ByteSource | undefined) => {
    const own = tiff && (await ioOf(tiff));
    return tiff && own?.order === io.order ? entriesAt(tiff, await firstDirectory(tiff, io), io) : [];
  };
  return [await read(exif), await read(gps)];
}

function writtenExif(
  mainKept: readonly Entry[],
  exifKept: readonly Entry[],
  gpsKept: readonly Entry[],
  io: Io,
): Buffer | null {
  if (mainKept.length + exifKept.length + gpsKept.length === 0) return null;
  const pointers = [...(exifKept.length > 0 ? [EXIF_IFD] : []), ...(gpsKept.length > 0 ? [GPS_IFD] : [])].map(
    (tag) => ({ tag, type: 4, count: 1, value: Buffer.alloc(4) }),
  );
  const main = [...mainKept, ...pointers].sort((a, b) => a.tag - b.tag);
  const exifAt = 8 + bytesOf(main);
  const gpsAt = exifAt + (exifKept.length > 0 ? bytesOf(exifKept) : 0);
  for (const { tag, value } of pointers) io.put32(value, tag === EXIF_IFD ? exifAt : gpsAt);
  const header = Buffer.alloc(8);
  header.write(io.order, 0, 'latin1');
  io.put16(header, 42, 2);
  io.put32(header, 8, 4);
  const parts = [header, written(main, 8, io)];
  if (exifKept.length > 0) parts.push(written(exifKept, exifAt, io));
  if (gpsKept.length > 0) parts.push(written(gpsKept, gpsAt, io));
  const whole = Buffer.concat(parts);
  return whole.length <= EXIF_MAX_BYTES ? whole : null;
}

function readerOf(order: 'II' | 'MM') {
  const little = order === 'II';
  return {
    order,
    u16: (from: Buffer, at: number) => (little ? from.readUInt16LE(at) : from.readUInt16BE(at)),
    u32: (from: Buffer, at: number) => (little ? from.readUInt32LE(at) : from.readUInt32BE(at)),
    put16: (to: Buffer, value: number, at = 0) =>
      little ? to.writeUInt16LE(value, at) : to.writeUInt16BE(value, at),
    put32: (to: Buffer, value: number, at = 0) =>
      little ? to.writeUInt32LE(value, at) : to.writeUInt32BE(value, at),
  };
}

/** Returns the entries of a directory that lie inside the block. */
async function entriesAt(tiff: ByteSource, at: number, io: Io): Promise<Entry[]> {
  if (at < 8 || at + 2 > tiff.length) return [];
  const head = await tiff.read(at, 2);
  if (head.length < 2) return [];
  const count = Math.min(io.u16(head, 0), ENTRIES_MAX);
  const table = await tiff.read(at + 2, count * ENTRY_BYTES);
  const found: Entry[] = [];
  for (let place = 0; place + ENTRY_BYTES <= table.length; place += ENTRY_BYTES) {
    const [tag, type, values] = [io.u16(table, place), io.u16(table, place + 2), io.u32(table, place + 4)];
    const bytes = (TYPE_BYTES[type] ?? 0) * values;
    if (bytes === 0 || bytes > VALUE_MAX_BYTES) continue;
    const value =
      bytes <= 4
        ? table.subarray(place + 8, place + 8 + bytes)
        : await tiff.read(io.u32(table, place + 8), bytes);
    if (value.length === bytes) found.push({ tag, type, count: values, value });
  }
  return found;
}

function pointer(entries: readonly Entry[], tag: number, io: Io): number {
  const value = entries.find((entry) => entry.tag === tag && entry.type === 4 && entry.count === 1)?.value;
  return value ? io.u32(value, 0) : 0;
}

/** Returns the size of a directory with the values that don't fit into its entries. */
function bytesOf(entries: readonly Entry[]): number {
  const outside = entries.reduce((sum, { value }) => sum + (value.length > 4 ? even(value.length) : 0), 0);
  return 2 + entries.length * ENTRY_BYTES + 4 + outside;
}

/** Writes a directory located at `at`, the last one of its chain. */
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
