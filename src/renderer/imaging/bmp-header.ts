import type { Size } from '@shared/geometry.ts';

/**
 * Lengths of the second header, which identify its version: OS/2 1, Windows 3, its three extensions, OS/2 2,
 * Windows 4 and 5.
 */
const OS2 = 12;
const OTHERS = [16, 40, 52, 56, 64, 108, 124];

/** Reads the size in a BMP's header. The oldest version (OS/2) stores it in 16 bits. */
export function readBmpSize(bytes: Uint8Array): Size {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint16(0) !== 0x42_4d) throw new Error('Not a BMP.');
  const kind = view.getUint32(14, true);
  if (kind === OS2) return { width: view.getUint16(18, true), height: view.getUint16(20, true) };
  if (!OTHERS.includes(kind)) throw new Error('Not a BMP.');
  // A negative height means rows are stored top to bottom.
  return { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
}

/** Places of the bits per pixel and the compression in all versions but the oldest, and compressions that pack nothing. */
const BITS_AT = 28;
const COMPRESSION_AT = 30;
const UNPACKED = [0, 3];

/** Returns whether the file of a BMP that is not packed has fewer than half the bytes that its size needs. */
export function lacksBmpPixels(bytes: Uint8Array, { width, height }: Size): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isOldest = view.getUint32(14, true) === OS2;
  if (!isOldest && !UNPACKED.includes(view.getUint32(COMPRESSION_AT, true))) return false;
  const bits = view.getUint16(isOldest ? 24 : BITS_AT, true);
  return 2 * bytes.length < (width * height * bits) / 8;
}
