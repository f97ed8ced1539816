import type { ForeignMime } from '@shared/domain/image.ts';

const TAG = { subfileType: 254, compression: 259, make: 271, subDirectories: 330, dngVersion: 50_706 };
const REDUCED = 1;
const OLD_JPEG = 6;
/** Camera makers whose raw files are TIFF files with no other distinguishing mark. */
const MAKERS: readonly [name: string, mime: ForeignMime][] = [
  ['NIKON', 'image/x-nikon-nef'],
  ['SONY', 'image/x-sony-arw'],
];

/** TIFF signatures: the byte order, then the number 42. Two camera makers use another number. */
const STARTS: Readonly<Record<string, ForeignMime>> = {
  'II*\0': 'image/tiff',
  'MM\0*': 'image/tiff',
  IIRO: 'image/x-olympus-orf',
  IIRS: 'image/x-olympus-orf',
  MMOR: 'image/x-olympus-orf',
  'IIU\0': 'image/x-panasonic-rw2',
};

function startOf(head: Uint8Array): ForeignMime | undefined {
  return STARTS[Buffer.from(head.subarray(0, 4)).toString('latin1')];
}

/** Whether a file starts like TIFF or a raw format based on it. */
export function isTiff(head: Uint8Array): boolean {
  return startOf(head) !== undefined;
}

/**
 * Returns the kind of a file that starts like TIFF, by the first directory in its head: a picture, or a
 * camera's raw file, whose first picture is a small copy. A picture that only mentions a camera's name is a
 * picture.
 */
export function tiffKind(head: Uint8Array): ForeignMime {
  const start = startOf(head);
  if (start && start !== 'image/tiff') return start;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  try {
    const little = view.getUint16(0) === 0x4949;
    // Canon's marker.
    if (view.getUint16(8) === 0x4352) return 'image/x-canon-cr2';
    const at = view.getUint32(4, little);
    const places = new Map<number, number>();
    for (let i = 0; i < view.getUint16(at, little); i++) {
      const entry = at + 2 + 12 * i;
      places.set(view.getUint16(entry, little), entry);
    }
    const numberOf = (tag: number): number | undefined => {
      const entry = places.get(tag);
      if (entry === undefined) return undefined;
      const isShort = view.getUint16(entry + 2, little) === 3;
      return isShort ? view.getUint16(entry + 8, little) : view.getUint32(entry + 8, little);
    };
    if (places.has(TAG.dngVersion)) return 'image/x-adobe-dng';
    const isCopy =
      ((numberOf(TAG.subfileType) ?? 0) & REDUCED) === REDUCED || numberOf(TAG.compression) === OLD_JPEG;
    if (!isCopy || !places.has(TAG.subDirectories)) return 'image/tiff';
    const make = places.get(TAG.make);
    const name = make === undefined ? '' : textAt(head, view.getUint32(make + 8, little));
    return MAKERS.find(([maker]) => name.toUpperCase().startsWith(maker))?.[1] ?? 'image/tiff';
  } catch {
    // Its directory is farther on. The decoder sees the whole file and reports what it shows.
    return 'image/tiff';
  }
}

function textAt(head: Uint8Array, at: number): string {
  return Buffer.from(head.subarray(at, at + 16)).toString('latin1');
}
