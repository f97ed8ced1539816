import { createReadStream } from 'node:fs';
import { Failure } from '@shared/errors.ts';
import { type CameraDataChoice, cameraExif } from './camera-exif.ts';
import { withFile } from './exif-source.ts';
import { RIFF_BYTES, webpChunk, webpChunks } from './webp-chunks.ts';

/** The flag of a file with EXIF. */
const HAS_EXIF = 0x08;
/** A signature byte, then the edges. */
const LOSSLESS_HEAD_BYTES = 5;
/** Width and height are 14 bits each, less one. */
const EDGE_BITS = 14;

/** Yields a lossless WebP with the EXIF of its camera file, or plain if there is none or none should be kept. */
export function webpWithExifOf(
  path: string,
  cameraPath: string,
  choice?: CameraDataChoice,
): AsyncGenerator<Uint8Array> {
  return webpWith(path, () => withFile(cameraPath, (file) => cameraExif(file, choice)));
}

/** Yields a lossless WebP with only the chosen part of its EXIF. */
export function webpWithChoice(path: string, choice: CameraDataChoice): AsyncGenerator<Uint8Array> {
  return webpWith(path, () => withFile(path, (file) => cameraExif(file, choice)));
}

async function* webpWith(path: string, readExif: () => Promise<Buffer | null>): AsyncGenerator<Uint8Array> {
  const pixels = await findPixels(path);
  const exif = await readExif();
  const after = exif ? webpChunk('EXIF', exif) : Buffer.alloc(0);
  const before = exif ? webpChunk('VP8X', extendedHeader(pixels.head)) : Buffer.alloc(0);
  const riff = Buffer.alloc(RIFF_BYTES);
  riff.write('RIFF', 0, 'latin1');
  riff.writeUInt32LE(4 + before.length + (pixels.end - pixels.start) + after.length, 4);
  riff.write('WEBP', 8, 'latin1');
  yield Buffer.concat([riff, before]);
  yield* createReadStream(path, { start: pixels.start, end: pixels.end - 1 });
  yield after;
}

/** Returns the range of the chunk with the pixels, padding included, and the start of its data. */
async function findPixels(path: string): Promise<{ start: number; end: number; head: Buffer }> {
  return withFile(path, async (file) => {
    for await (const { type, start, end, dataStart } of webpChunks(file))
      if (type === 'VP8L' && end <= file.length)
        return { start, end, head: await file.read(dataStart, LOSSLESS_HEAD_BYTES) };
    throw new Failure('internal');
  });
}

/** Returns the data of the chunk that announces EXIF, with the size in the head of lossless pixels. */
function extendedHeader(pixels: Buffer): Buffer {
  const edges = pixels.readUInt32LE(1);
  const mask = (1 << EDGE_BITS) - 1;
  const out = Buffer.alloc(10);
  out.writeUInt8(HAS_EXIF, 0);
  out.writeUIntLE(edges & mask, 4, 3);
  out.writeUIntLE((edges >>> EDGE_BITS) & mask, 7, 3);
  return out;
}
