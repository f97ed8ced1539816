import type { Size } from '@shared/geometry.ts';

/** Lengths of the second header, by which its kinds are told apart: OS/2 1, Windows 3, its three extensions, OS/2 2, Windows 4 and 5. */
const OS2 = 12;
const OTHERS = [16, 40, 52, 56, 64, 108, 124];

/** The size in a BMP's header. The oldest kind, of OS/2, gives it in 16 bits, which the others do not. */
export function readBmpSize(bytes: Uint8Array): Size {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint16(0) !== 0x42_4d) throw new Error('Not a BMP.');
  const kind = view.getUint32(14, true);
  if (kind === OS2) return { width: view.getUint16(18, true), height: view.getUint16(20, true) };
  if (!OTHERS.includes(kind)) throw new Error('Not a BMP.');
  // A negative height says that the rows go from the top.
  return { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
}
