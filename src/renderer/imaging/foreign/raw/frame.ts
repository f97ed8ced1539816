import type { Size } from '@shared/geometry.ts';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP1 = 0xe1;
/**
 * Frame types that browsers decode: baseline, extended, progressive. Sensor data are lossless JPEGs (C3),
 * which aren't displayable.
 */
const FRAMES = [0xc0, 0xc1, 0xc2];
const EXIF = [0x45, 0x78, 0x69, 0x66, 0, 0];

/** A JPEG embedded in a file. */
export interface Frame extends Size {
  /** Byte range, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** Its own Exif data, or null. */
  readonly exif: Uint8Array<ArrayBuffer> | null;
}

/** Reads the JPEG at a position. Null if it isn't displayable, `cut` if it doesn't end before `limit`. */
export function readFrame(
  bytes: Uint8Array<ArrayBuffer>,
  start: number,
  limit = bytes.length,
): Frame | 'cut' | null {
  if (start < 0 || limit > bytes.length || bytes[start] !== 0xff || bytes[start + 1] !== SOI) return null;
  const word = (at: number) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  let size: Size | null = null;
  let exif: Uint8Array<ArrayBuffer> | null = null;
  let at = start + 2;
  while (at + 4 <= limit) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] as number;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === EOI) break;
    const length = word(at + 2);
    if (length < 2) return null;
    if (FRAMES.includes(marker)) {
      if (bytes[at + 4] !== 8) return null;
      size = { height: word(at + 5), width: word(at + 7) };
    } else if (marker >= 0xc3 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) return null;
    if (marker === APP1 && EXIF.every((byte, i) => bytes[at + 4 + i] === byte))
      exif = bytes.subarray(at + 10, Math.min(limit, at + 2 + length));
    at += 2 + length;
    if (marker === SOS) at = afterScan(bytes, at, limit);
  }
  if (!size || size.width === 0 || size.height === 0) return null;
  if (at + 2 > limit || bytes[at + 1] !== EOI) return 'cut';
  return { ...size, start, end: at + 2, exif };
}

/** Returns the position of the next marker after a scan's data. */
function afterScan(bytes: Uint8Array, from: number, limit: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < limit; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] as number;
    const inData = next === 0 || next === 0xff || (next >= 0xd0 && next <= 0xd7);
    if (!inData) return at;
  }
  return limit;
}
