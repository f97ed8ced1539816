import { createReadStream } from 'node:fs';
import { Failure } from '@shared/errors.ts';
import { type CameraDataChoice, cameraExif } from './camera-exif.ts';
import { withFile } from './exif-source.ts';

/** Up to the first chunk: RIFF, its length, WEBP. */
const RIFF_BYTES = 12;
const CHUNK_HEAD_BYTES = 8;
const CHUNKS_MAX = 1_000;
/** The flag of a file with EXIF. */
const HAS_EXIF = 0x08;
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
  const after = exif ? chunk('EXIF', exif) : Buffer.alloc(0);
  const before = exif ? chunk('VP8X', extendedHeader(pixels.head)) : Buffer.alloc(0);
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
    for (let start = RIFF_BYTES, count = 0; count < CHUNKS_MAX; count++) {
      const head = await file.read(start, CHUNK_HEAD_BYTES + 5);
      if (head.length < CHUNK_HEAD_BYTES) break;
      const length = head.readUInt32LE(4);
      const end = start + CHUNK_HEAD_BYTES + length + (length % 2);
      if (head.toString('latin1', 0, 4) === 'VP8L' && end <= file.length)
        return { start, end, head: head.subarray(CHUNK_HEAD_BYTES) };
      start = end;
    }
    throw new Failure('internal');
  });
}

/** Returns the data of the chunk that announces EXIF, with the size in the head of lossless pixels. */
function extendedHeader(pixels: Buffer): Buffer {
  // A signature byte, then the edges.
  const edges = pixels.readUInt32LE(1);
  const mask = (1 << EDGE_BITS) - 1;
  const out = Buffer.alloc(10);
  out.writeUInt8(HAS_EXIF, 0);
  out.writeUIntLE(edges & mask, 4, 3);
  out.writeUIntLE((edges >>> EDGE_BITS) & mask, 7, 3);
  return out;
}

function chunk(type: string, data: Buffer): Buffer {
  const out = Buffer.alloc(CHUNK_HEAD_BYTES + data.length + (data.length % 2));
  out.write(type, 0, 'latin1');
  out.writeUInt32LE(data.length, 4);
  data.copy(out, CHUNK_HEAD_BYTES);
  return out;
}
