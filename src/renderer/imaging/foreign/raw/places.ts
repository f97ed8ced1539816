import { boxesOf, findBox } from '../boxes.ts';
import {
  bytesOf,
  type Directory,
  numberOf,
  numbersOf,
  openTags,
  placeOf,
  readDirectory,
  type TagFile,
} from '../tiff/directory.ts';
import { TAG } from '../tiff/tags.ts';

/** Possible position of a JPEG from the container's tables. It must end before `end`. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

export interface Container {
  readonly places: readonly Place[];
  /** Exif orientation, 1 to 8. */
  readonly orientation: number;
}

const DIRECTORIES_MAX = 64;
/** Panasonic's tag for the JPEG of the full picture. */
const JPEG_FROM_RAW = 0x2e;
const JPEG_COMPRESSIONS = [6, 7];
const OLYMPUS_CAMERA = 0x2020;
const OLYMPUS_PREVIEW = { start: 0x101, length: 0x102 };

/**
 * Reads the positions of a raw file's previews. Unreadable parts are skipped, because a maker's tables are
 * often irregular.
 */
export function readContainer(bytes: Uint8Array<ArrayBuffer>): Container {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 16));
  try {
    if (head.startsWith('FUJIFILMCCD-RAW')) return fromRaf(bytes);
    if (head.slice(4, 8) === 'ftyp') return fromCr3(bytes);
    return fromTags(openTags(bytes));
  } catch {
    return { places: [], orientation: 1 };
  }
}

function fromRaf(bytes: Uint8Array): Container {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = view.getUint32(84);
  return { places: [{ start, end: start + view.getUint32(88) }], orientation: 1 };
}

/** Canon's boxes: a small and a medium preview in their own boxes, the full one as the sample of a track. */
function fromCr3(bytes: Uint8Array<ArrayBuffer>): Container {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const places: Place[] = [];
  let orientation = 1;
  for (const box of boxesOf(bytes)) {
    if (box.type === 'uuid') {
      const preview = findBox(bytes, 'PRVW', box.start + 8, box.end);
      if (preview) places.push({ start: preview.start + 16, end: preview.end });
    }
    if (box.type !== 'moov') continue;
    for (const inner of boxesOf(bytes, box.start, box.end)) {
      if (inner.type === 'uuid') {
        const tags = findBox(bytes, 'CMT1', inner.start, inner.end);
        if (tags) orientation = orientationOf(bytes.subarray(tags.start, tags.end));
      }
      if (inner.type === 'trak') places.push(...trackSample(bytes, view, inner.start, inner.end));
    }
  }
  return { places, orientation };
}

function trackSample(bytes: Uint8Array, view: DataView, start: number, end: number): Place[] {
  let [from, to] = [start, end];
  for (const type of ['mdia', 'minf', 'stbl']) {
    const box = findBox(bytes, type, from, to);
    if (!box) return [];
    [from, to] = [box.start, box.end];
  }
  const sizes = findBox(bytes, 'stsz', from, to);
  const wide = findBox(bytes, 'co64', from, to);
  const narrow = findBox(bytes, 'stco', from, to);
  if (!sizes || !(wide || narrow)) return [];
  const one = view.getUint32(sizes.start + 4);
  const size = one || view.getUint32(sizes.start + 12);
  const offset = wide ? Number(view.getBigUint64(wide.start + 8)) : view.getUint32((narrow?.start ?? 0) + 8);
  return [{ start: offset, end: offset + size }];
}

/** Returns the orientation in a block of Exif data, or 1. */
export function orientationOf(exif: Uint8Array<ArrayBuffer>): number {
  try {
    const file = openTags(exif);
    return numberOf(readDirectory(file, file.first), TAG.Orientation) ?? 1;
  } catch {
    return 1;
  }
}

function fromTags(file: TagFile): Container {
  const places: Place[] = [];
  const first = readDirectory(file, file.first);
  const waiting = [file.first];
  const seen = new Set<number>();
  for (let at = waiting.shift(); at !== undefined && seen.size < DIRECTORIES_MAX; at = waiting.shift()) {
    if (at === 0 || seen.has(at)) continue;
    seen.add(at);
    try {
      const directory = readDirectory(file, at);
      places.push(...placesIn(directory));
      waiting.push(
        ...numbersOf(directory, TAG.SubDirectories),
        ...numbersOf(directory, TAG.ExifDirectory),
        directory.next,
      );
      places.push(...olympusPreview(directory));
    } catch {
      // One directory is invalid. The others may be valid.
    }
  }
  return { places, orientation: numberOf(first, TAG.Orientation) ?? 1 };
}

function placesIn(directory: Directory): Place[] {
  const places: Place[] = [];
  const add = (start: number | undefined, length: number | undefined) => {
    if (start && length) places.push({ start, end: start + length });
  };
  add(numberOf(directory, TAG.JpegOffset), numberOf(directory, TAG.JpegLength));
  add(placeOf(directory, JPEG_FROM_RAW), bytesOf(directory, JPEG_FROM_RAW)?.length);
  const offsets = numbersOf(directory, TAG.StripOffsets);
  const isJpeg = JPEG_COMPRESSIONS.includes(numberOf(directory, TAG.Compression) ?? 0);
  if (isJpeg && offsets.length === 1) add(offsets[0], numberOf(directory, TAG.StripByteCounts));
  return places;
}

/** Olympus stores its preview's position in a directory of the maker note, relative to the start of the note. */
function olympusPreview(directory: Directory): Place[] {
  const note = bytesOf(directory, TAG.MakerNote);
  const noteAt = placeOf(directory, TAG.MakerNote);
  if (!note || noteAt === undefined) return [];
  const name = new TextDecoder('latin1').decode(note.subarray(0, 9));
  const header = name.startsWith('OLYMPUS\0') ? 12 : name.startsWith('OM SYSTEM') ? 16 : 0;
  if (header === 0) return [];
  const { file } = directory;
  const own = file.bytes.subarray(noteAt);
  const inner: TagFile = {
    ...file,
    bytes: own,
    view: new DataView(own.buffer, own.byteOffset, own.byteLength),
  };
  const camera = numberOf(readDirectory(inner, header), OLYMPUS_CAMERA);
  if (camera === undefined) return [];
  const settings = readDirectory(inner, camera);
  const start = numberOf(settings, OLYMPUS_PREVIEW.start);
  const length = numberOf(settings, OLYMPUS_PREVIEW.length);
  return start && length ? [{ start: noteAt + start, end: noteAt + start + length }] : [];
}
