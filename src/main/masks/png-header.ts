import type { Size } from '@shared/geometry.ts';

const SIGNATURE = '89504e470d0a1a0a';
const GRAY = 0;

/** Returns the size in the header of an 8-bit gray PNG, or null for any other file. */
export function grayPngSize(head: Uint8Array): Size | null {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  if (bytes.length < 29 || bytes.toString('hex', 0, 8) !== SIGNATURE) return null;
  if (bytes.toString('latin1', 12, 16) !== 'IHDR') return null;
  const [depth, colorType] = [bytes.readUInt8(24), bytes.readUInt8(25)];
  if (depth !== 8 || colorType !== GRAY) return null;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}
