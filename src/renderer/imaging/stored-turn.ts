import type { ImageMime } from '@shared/domain/image.ts';
import { chunksOf } from './png-chunks.ts';
import { webpChunks } from './webp-chunks.ts';

/** A picture file separated from its orientation. */
export interface StoredTurn {
  /** EXIF orientation, 1 to 8. */
  readonly orientation: number;
  /** The same file without its orientation. */
  readonly file: Blob;
}

/** Position of a file's EXIF data. */
interface Exif {
  /** The chunk with its header and padding. */
  readonly chunk: readonly [start: number, end: number];
  readonly data: Uint8Array;
}

/**
 * Removes the EXIF orientation from a PNG or WebP. Browsers, decoding methods in one browser, and future
 * versions treat it differently, so the decoder never sees it. For JPEG and AVIF they all agree.
 */
export function turnApart(bytes: Uint8Array<ArrayBuffer>, mime: ImageMime): StoredTurn {
  const whole = () => ({ orientation: 1, file: new Blob([bytes], { type: mime }) });
  const exif = exifOf(bytes, mime);
  const orientation = exif ? orientationIn(exif.data) : 1;
  if (!exif || orientation === 1) return whole();
  const [start, end] = exif.chunk;
  const before = bytes.subarray(0, start);
  const after = bytes.subarray(end);
  if (mime === 'image/png') return { orientation, file: new Blob([before, after], { type: mime }) };
  // A WebP header counts its chunks, so a meaningless one takes its place.
  const chunk = bytes.slice(start, end).fill(0, 8);
  return { orientation, file: new Blob([before, chunk, after], { type: mime }) };
}

/**
 * Returns the EXIF orientation a browser would have to apply to a PNG or WebP. 1 for other formats, which it
 * rotates itself.
 */
export function storedOrientation(bytes: Uint8Array<ArrayBuffer>, mime: ImageMime): number {
  const exif = exifOf(bytes, mime);
  return exif ? orientationIn(exif.data) : 1;
}

function exifOf(bytes: Uint8Array<ArrayBuffer>, mime: ImageMime): Exif | null {
  if (mime === 'image/png') return pngExif(bytes);
  return mime === 'image/webp' ? webpExif(bytes) : null;
}

function pngExif(bytes: Uint8Array<ArrayBuffer>): Exif | null {
  for (const { type, data, start, end } of chunksOf(bytes))
    if (type === 'eXIf') return { chunk: [start, end], data };
  return null;
}

function webpExif(bytes: Uint8Array<ArrayBuffer>): Exif | null {
  for (const { type, data, start, end } of webpChunks(bytes))
    if (type === 'EXIF')
      return {
        chunk: [start, Math.min(end, bytes.length)],
        // Some programs prepend JPEG's segment marker.
        data: textAt(data, 0) === 'Exif' ? data.subarray(6) : data,
      };
  return null;
}

function textAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

const ORIENTATION = 0x0112;
const SHORT = 3;

/** Returns the orientation in the first directory of EXIF data, or 1 if it is missing or invalid. */
function orientationIn(data: Uint8Array): number {
  const order = textAt(data, 0);
  if (data.length < 14 || (!order.startsWith('II') && !order.startsWith('MM'))) return 1;
  const little = order.startsWith('II');
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const directory = view.getUint32(4, little);
  if (directory + 2 > data.length) return 1;
  const fields = view.getUint16(directory, little);
  for (let field = 0; field < fields; field++) {
    const at = directory + 2 + 12 * field;
    if (at + 12 > data.length) return 1;
    if (view.getUint16(at, little) !== ORIENTATION) continue;
    const value = view.getUint16(at + 8, little);
    return view.getUint16(at + 2, little) === SHORT && value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}
