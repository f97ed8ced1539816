import type { Size } from '@shared/geometry.ts';

const EXTENSION = 0x21;
const IMAGE = 0x2c;
const SCREEN_END = 13;

/**
 * Returns the size of a GIF: its screen, or its first frame if larger. Browsers show the frame then. Some
 * programs write a screen of 0 x 0, and a decompression bomb may declare a screen of one pixel.
 */
export function readGifSize(bytes: Uint8Array): Size {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const signature = new TextDecoder('latin1').decode(bytes.subarray(0, 6));
  if (signature !== 'GIF87a' && signature !== 'GIF89a') throw new Error('Not a GIF.');
  const screen = { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  const frame = firstFrame(view, SCREEN_END + tableBytes(view.getUint8(10)));
  return {
    width: Math.max(screen.width, view.getUint16(frame + 5, true)),
    height: Math.max(screen.height, view.getUint16(frame + 7, true)),
  };
}

/** Returns the size of the color table declared by a packed field. */
function tableBytes(packed: number): number {
  return packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0;
}

/** Returns the start of the first frame. Throws a `RangeError` at the end of the file. */
function firstFrame(view: DataView, start: number): number {
  let at = start;
  while (view.getUint8(at) === EXTENSION) {
    at += 2;
    for (let length = view.getUint8(at); length > 0; length = view.getUint8(at)) at += 1 + length;
    at += 1;
  }
  if (view.getUint8(at) !== IMAGE) throw new Error('No frame.');
  return at;
}
