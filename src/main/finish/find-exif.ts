import { type ByteSource, partOf } from './exif-source.ts';
import { webpChunks } from './webp-chunks.ts';

/** Location of the EXIF in a picture's file. Each is a TIFF block with its own offsets. */
export interface ExifBlocks {
  /**
   * `block`: one TIFF block with EXIF only. `file`: the whole file is a TIFF, whose first directory also
   * describes its pixels. `parts`: one block per directory, as in CR3.
   */
  readonly kind: 'block' | 'file' | 'parts';
  readonly main: ByteSource;
  readonly exif?: ByteSource | undefined;
  readonly gps?: ByteSource | undefined;
}

/** First bytes of a TIFF block, in both byte orders, of TIFF, Olympus and Panasonic. */
const TIFF_STARTS = ['II*\0', 'MM\0*', 'IIRO', 'IIRS', 'MMOR', 'IIU\0'];
const CHUNKS_MAX = 4_000;
const PNG_START = '\x89PNG\r\n\x1a\n';
/** Container boxes of ISO media files, and the bytes before their children. */
const CR3_UUID = '85c0b687820f11e08111f4ce462b6a48';
/** Maximum size of a box that is read whole. */
const BOX_MAX_BYTES = 4 * 1024 * 1024;

/** Finds the EXIF in a picture's file by content, or returns null. Never throws for a damaged file. */
export async function findExif(file: ByteSource): Promise<ExifBlocks | null> {
  const head = await file.read(0, 32);
  const start = head.toString('latin1', 0, 4);
  if (head.length >= 12) {
    if (head.readUInt16BE(0) === 0xffd8) return inJpeg(file, 0);
    if (TIFF_STARTS.includes(start)) return { kind: 'file', main: file };
    if (head.toString('latin1', 0, 8) === PNG_START) return inPng(file);
    if (start === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP') return inWebp(file);
    if (['ftyp', 'JXL '].includes(head.toString('latin1', 4, 8))) return inBoxes(file);
    if (head.toString('latin1', 0, 15) === 'FUJIFILMCCD-RAW') return inFuji(file);
  }
  return null;
}

/** In the APP1 segment. */
async function inJpeg(file: ByteSource, start: number): Promise<ExifBlocks | null> {
  let at = start + 2;
  for (let segment = 0; segment < CHUNKS_MAX; segment++) {
    const head = await file.read(at, 10);
    if (head.length < 10) return null;
    const [marker, length] = [head.readUInt16BE(0), head.readUInt16BE(2)];
    // Pixel data starts, or it isn't a JPEG.
    if (marker === 0xffda || marker < 0xff00 || length < 2) return null;
    const end = at + 2 + length;
    if (marker === 0xffe1 && end <= file.length && head.toString('latin1', 4, 10) === 'Exif\0\0')
      return { kind: 'block', main: partOf(file, at + 10, end - at - 10) };
    at = end;
  }
  return null;
}

async function inPng(file: ByteSource): Promise<ExifBlocks | null> {
  let at = 8;
  for (let chunk = 0; chunk < CHUNKS_MAX; chunk++) {
    const head = await file.read(at, 8);
    if (head.length < 8) return null;
    const length = head.readUInt32BE(0);
    if (head.toString('latin1', 4, 8) === 'eXIf')
      return { kind: 'block', main: partOf(file, at + 8, length) };
    at += 12 + length;
  }
  return null;
}

async function inWebp(file: ByteSource): Promise<ExifBlocks | null> {
  for await (const { type, dataStart, length } of webpChunks(file)) {
    if (type !== 'EXIF') continue;
    // Some writers prepend JPEG's marker.
    const skip = (await file.read(dataStart, 6)).toString('latin1') === 'Exif\0\0' ? 6 : 0;
    return { kind: 'block', main: partOf(file, dataStart + skip, length - skip) };
  }
  return null;
}

/** A Fujifilm raw file has the offset of its JPEG, which contains the EXIF. */
async function inFuji(file: ByteSource): Promise<ExifBlocks | null> {
  const place = await file.read(84, 4);
  if (place.length < 4) return null;
  const start = place.readUInt32BE(0);
  const head = await file.read(start, 2);
  return head.length === 2 && head.readUInt16BE(0) === 0xffd8 ? inJpeg(file, start) : null;
}

interface FileBox {
  readonly type: string;
  /** Start of its content. */
  readonly start: number;
  readonly length: number;
}

async function boxes(file: ByteSource, start: number, end: number): Promise<FileBox[]> {
  const found: FileBox[] = [];
  for (let at = start; at + 8 <= end && found.length < CHUNKS_MAX; ) {
    const head = await file.read(at, 16);
    if (head.length < 8) break;
    const short = head.readUInt32BE(0);
    const isLong = short === 1 && head.length === 16;
    const length = isLong ? Number(head.readBigUInt64BE(8)) : short === 0 ? end - at : short;
    const header = isLong ? 16 : 8;
    if (length < header || at + length > end) break;
    found.push({ type: head.toString('latin1', 4, 8), start: at + header, length: length - header });
    at += length;
  }
  return found;
}

/** HEIC and AVIF store it as an item, JPEG XL in a box, CR3 in Canon's boxes. */
async function inBoxes(file: ByteSource): Promise<ExifBlocks | null> {
  const top = await boxes(file, 0, file.length);
  const meta = top.find(({ type }) => type === 'meta');
  if (meta) return inItems(file, await boxes(file, meta.start + 4, meta.start + meta.length));
  const own = top.find(({ type }) => type === 'Exif');
  if (own) return inItem(file, own);
  const moov = top.find(({ type }) => type === 'moov');
  if (!moov) return null;
  for (const { type, start, length } of await boxes(file, moov.start, moov.start + moov.length)) {
    if (type !== 'uuid' || (await file.read(start, 16)).toString('hex') !== CR3_UUID) continue;
    const inside = await boxes(file, start + 16, start + length);
    const part = (name: string) => {
      const box = inside.find((each) => each.type === name);
      return box && partOf(file, box.start, box.length);
    };
    const main = part('CMT1');
    return main ? { kind: 'parts', main, exif: part('CMT2'), gps: part('CMT4') } : null;
  }
  return null;
}

async function inItems(file: ByteSource, meta: readonly FileBox[]): Promise<ExifBlocks | null> {
  const read = async (name: string) => {
    const box = meta.find(({ type }) => type === name);
    return box && box.length <= BOX_MAX_BYTES ? { box, bytes: await file.read(box.start, box.length) } : null;
  };
  const [info, places] = [await read('iinf'), await read('iloc')];
  if (!info || !places) return null;
  const first = info.box.start + ((info.bytes[0] ?? 0) === 0 ? 6 : 8);
  for (const { type, start, length } of await boxes(file, first, info.box.start + info.box.length)) {
    const entry = type === 'infe' ? await file.read(start, Math.min(length, 16)) : Buffer.alloc(0);
    const wide = entry[0] === 3;
    if (entry.length < (wide ? 14 : 12) || (entry[0] ?? 0) < 2) continue;
    if (entry.toString('latin1', wide ? 10 : 8, wide ? 14 : 12) !== 'Exif') continue;
    const place = itemPlace(places.bytes, wide ? entry.readUInt32BE(4) : entry.readUInt16BE(4));
    return place && inItem(file, place);
  }
  return null;
}

/** An item starts with the number of bytes before its TIFF block, such as JPEG's marker. */
async function inItem(
  file: ByteSource,
  { start, length }: Pick<FileBox, 'start' | 'length'>,
): Promise<ExifBlocks | null> {
  const head = await file.read(start, 4);
  const skip = head.length === 4 ? 4 + head.readUInt32BE(0) : length;
  return skip < length ? { kind: 'block', main: partOf(file, start + skip, length - skip) } : null;
}

/** Returns an item's byte range from the item location box. Null if it is split. */
function itemPlace(iloc: Buffer, wanted: number): { readonly start: number; readonly length: number } | null {
  try {
    const version = iloc.readUInt8(0);
    const [offsets, bases] = [iloc.readUInt8(4), iloc.readUInt8(5)];
    const [offsetSize, lengthSize, baseSize] = [offsets >> 4, offsets & 15, bases >> 4];
    const indexSize = version > 0 ? bases & 15 : 0;
    let at = 6;
    const number = (size: number) => {
      const value =
        size === 0 ? 0 : size === 8 ? Number(iloc.readBigUInt64BE(at)) : iloc.readUIntBE(at, size);
      at += size;
      return value;
    };
    const idSize = version < 2 ? 2 : 4;
    for (let left = number(idSize); left > 0; left--) {
      const id = number(idSize);
      const method = version > 0 ? number(2) & 15 : 0;
      number(2);
      const base = number(baseSize);
      const extents = number(2);
      for (let extent = 0; extent < extents; extent++) {
        number(indexSize);
        const start = base + number(offsetSize);
        const length = number(lengthSize);
        if (id === wanted) return method === 0 && extents === 1 ? { start, length } : null;
      }
    }
  } catch (error) {
    // It ends in the middle of a number.
    if (!(error instanceof RangeError)) throw error;
  }
  return null;
}
