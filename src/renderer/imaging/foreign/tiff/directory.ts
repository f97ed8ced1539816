/** A file of tags, such as TIFF, Exif and most raw formats. Reading past its end throws a `RangeError`. */
export interface TagFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly view: DataView;
  readonly little: boolean;
  /** Offset of the first directory. */
  readonly first: number;
}

interface Field {
  readonly type: number;
  readonly count: number;
  /** Offset of its values. */
  readonly at: number;
}

export interface Directory {
  readonly file: TagFile;
  readonly fields: ReadonlyMap<number, Field>;
  /** Offset of the next one, or 0. */
  readonly next: number;
}

const TIFF = 42;
/** Olympus and Panasonic use their own magic number. */
const RAW_MAGICS = [0x4f52, 0x5352, 0x55];
const SIZES: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
};
const FIELDS_MAX = 1024;
/** A picture of 100 megapixels in one-row strips has fewer values. */
const VALUES_MAX = 1_000_000;

/** Opens a file of tags. Throws if it isn't one. */
export function openTags(bytes: Uint8Array<ArrayBuffer>): TagFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const order = view.getUint16(0);
  const little = order === 0x4949;
  if (!little && order !== 0x4d4d) throw new Error('No byte order.');
  const magic = view.getUint16(2, little);
  if (magic !== TIFF && !RAW_MAGICS.includes(magic)) throw new Error('Not a file of tags.');
  return { bytes, view, little, first: view.getUint32(4, little) };
}

export function readDirectory(file: TagFile, at: number): Directory {
  const { view, little } = file;
  const count = view.getUint16(at, little);
  if (count === 0 || count > FIELDS_MAX) throw new Error('Not a directory.');
  const fields = new Map<number, Field>();
  for (let i = 0; i < count; i++) {
    const entry = at + 2 + 12 * i;
    const type = view.getUint16(entry + 2, little);
    const values = view.getUint32(entry + 4, little);
    const length = (SIZES[type] ?? 0) * values;
    if (length === 0) continue;
    const inside = length <= 4;
    fields.set(view.getUint16(entry, little), {
      type,
      count: values,
      at: inside ? entry + 8 : view.getUint32(entry + 8, little),
    });
  }
  const end = at + 2 + 12 * count;
  return { file, fields, next: end + 4 <= view.byteLength ? view.getUint32(end, little) : 0 };
}

/** Returns the integers of a tag, or none if it is missing or has another type. */
export function numbersOf({ file, fields }: Directory, tag: number): number[] {
  const field = fields.get(tag);
  if (!field || field.count > VALUES_MAX) return [];
  const { view, little } = file;
  const size = SIZES[field.type] ?? 0;
  return Array.from({ length: field.count }, (_, i) => {
    const at = field.at + size * i;
    return size === 1
      ? view.getUint8(at)
      : size === 2
        ? view.getUint16(at, little)
        : view.getUint32(at, little);
  });
}

export function numberOf(directory: Directory, tag: number): number | undefined {
  const field = directory.fields.get(tag);
  return field && numbersOf({ ...directory, fields: new Map([[tag, { ...field, count: 1 }]]) }, tag)[0];
}

/** Returns the raw bytes of a tag, or null. */
export function bytesOf({ file, fields }: Directory, tag: number): Uint8Array<ArrayBuffer> | null {
  const field = fields.get(tag);
  if (!field) return null;
  const length = (SIZES[field.type] ?? 0) * field.count;
  if (field.at + length > file.bytes.length) throw new RangeError('A tag lies beyond the end.');
  return file.bytes.subarray(field.at, field.at + length);
}

/** Throws if a tag's values exceed the file: it is truncated. */
export function assertInside({ file, fields }: Directory): void {
  for (const { at, type, count } of fields.values())
    if (at + (SIZES[type] ?? 0) * count > file.bytes.length) throw new Error('The file is cut off.');
}

/** Returns the offset of a tag's values, or undefined. */
export function placeOf({ fields }: Directory, tag: number): number | undefined {
  return fields.get(tag)?.at;
}
