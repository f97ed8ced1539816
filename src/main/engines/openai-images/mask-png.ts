import { crc32 } from 'node:zlib';

const SIGNATURE = 8;
/** Signature, then the whole header chunk. */
const HEADER_END = 33;
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
  const header = Buffer.from(gray.subarray(SIGNATURE + 8, HEADER_END - 4));
  header[COLOR_TYPE_AT - SIGNATURE - 8] = 3;
  const levels = [...Array(256).keys()];
  return Buffer.concat([
    gray.subarray(0, SIGNATURE),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(levels.flatMap((level) => [level, level, level]))),
    chunk('tRNS', Buffer.from(levels.map((level) => 255 - level))),
    ...pixelChunks(gray),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The chunks with pixels. Others, such as one with a color space, don't fit a palette. */
function pixelChunks(png: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = HEADER_END; at + 12 <= png.length; ) {
    const end = at + 12 + png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') found.push(png.subarray(at, end));
    at = end;
  }
  return found;
}

function chunk(type: string, data: Buffer): Buffer {
  const out = Buffer.alloc(12 + data.length);
  out.writeUInt32BE(data.length, 0);
  out.write(type, 4, 'latin1');
  data.copy(out, 8);
  out.writeUInt32BE(crc32(out.subarray(4, 8 + data.length)), 8 + data.length);
  return out;
}
