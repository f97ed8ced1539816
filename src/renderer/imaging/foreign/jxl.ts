import type { PictureNote } from '@shared/domain/picture-note.ts';
import load, { JxlImage } from 'jxl-oxide-wasm';
import address from 'jxl-oxide-wasm/module.wasm?url';
import { DecodeError } from '../decode-error.ts';
import { profileNotes } from '../profile-notes.ts';
import type { ForeignFormat } from './format.ts';
import { isHdr, profileOf } from './light.ts';

/** Number of bytes fed at a time while looking for the header. */
const HEADER_PIECE = 1024;

/** JPEG XL, decoded by jxl-oxide, which returns the picture upright and in sRGB. */
export const jxl: ForeignFormat = {
  async readSize(bytes) {
    await load({ module_or_path: address });
    const image = new JxlImage();
    try {
      // Chunk by chunk: only the header matters here, and the frames of a decompression bomb needn't be
      // valid.
      for (let at = 0; at < bytes.length; at += HEADER_PIECE) {
        image.feedBytes(bytes.subarray(at, at + HEADER_PIECE));
        if (!image.tryInit()) continue;
        const { width = 0, height = 0 } = image;
        return { width, height };
      }
      throw new Error('No header.');
    } finally {
      image.free();
    }
  },
  async decode(bytes) {
    await load({ module_or_path: address });
    const notes = describe(bytes);
    const image = open(bytes);
    try {
      image.forceSrgb = true;
      const png = image.render().encodeToPng();
      return { image: await createImageBitmap(new Blob([png.slice()], { type: 'image/png' })), notes };
    } finally {
      image.free();
    }
  },
};

/** Throws if the file is incomplete. */
function open(bytes: Uint8Array): JxlImage {
  const image = new JxlImage();
  try {
    image.feedBytes(bytes);
    if (!image.tryInit() || !image.loaded) throw new DecodeError('picture-damaged', 'The file is cut off.');
    return image;
  } catch (error) {
    image.free();
    throw error;
  }
}

/** Returns what is lost, determined from one pixel decoded without color conversion. */
function describe(bytes: Uint8Array): PictureNote[] {
  const image = open(bytes);
  try {
    image.renderingRegion = { left: 0, top: 0, width: 1, height: 1 };
    const { bits, codes } = readPngHeader(image.render().encodeToPng());
    const notes: PictureNote[] = [];
    if (bits > 8) notes.push({ code: 'bit-depth', bits });
    if (codes && isHdr(codes)) notes.push({ code: 'hdr' });
    notes.push(...profileNotes(codes && profileOf(codes)));
    if (image.animated) notes.push({ code: 'animation' });
    return notes;
  } finally {
    image.free();
  }
}

/** Reads a PNG's bit depth, and its color code points if present. */
function readPngHeader(png: Uint8Array): {
  bits: number;
  codes: { primaries: number; transfer: number } | null;
} {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const bits = view.getUint8(24);
  for (let at = 8; at + 12 <= png.length; at += 12 + view.getUint32(at)) {
    const type = String.fromCharCode(...png.subarray(at + 4, at + 8));
    if (type === 'cICP')
      return { bits, codes: { primaries: view.getUint8(at + 8), transfer: view.getUint8(at + 9) } };
  }
  return { bits, codes: null };
}
