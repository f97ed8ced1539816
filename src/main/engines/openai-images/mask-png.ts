import { PNG_HEADER_BYTES, pngChunk } from '../../files/png-chunks.ts';

const SIGNATURE = 8;
const BIT_DEPTH_AT = 24;
const COLOR_TYPE_AT = 25;

/**
 * Turns a gray mask (white may change) into one whose transparent part may change, as this API takes it. The
 * pixels aren't decoded: a gray picture of 8 bits becomes one with a palette, whose colors are the grays with
 * the opposite transparency. Throws if it isn't such a PNG.
 */
export function alphaMask(gray: Buffer): Buffer {
  const isGray =
    gray.toString('latin1', SIGNATURE + 4, SIGNATURE + 8) === 'IHDR' &&
    gray[BIT_DEPTH_AT] === 8 &&
    gray[COLOR_TYPE_AT] === 0;
  if (!isGray) throw new Error('the mask is no gray PNG of 8 bits');
  const header = Buffer.from(gray.subarray(SIGNATURE + 8, PNG_HEADER_BYTES - 4));
  header[COLOR_TYPE_AT - SIGNATURE - 8] = 3;
  const levels = [...Array(256).keys()];
  return Buffer.concat([
    gray.subarray(0, SIGNATURE),
    pngChunk('IHDR', header),
    pngChunk('PLTE', Buffer.from(levels.flatMap((level) => [level, level, level]))),
    pngChunk('tRNS', Buffer.from(levels.map((level) => 255 - level))),
    ...pixelChunks(gray),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The chunks with pixels. Others, such as one with a color space, don't fit a palette. */
function pixelChunks(png: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = PNG_HEADER_BYTES; at + 12 <= png.length; ) {
    const end = at + 12 + png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') found.push(png.subarray(at, end));
    at = end;
  }
  return found;
}
