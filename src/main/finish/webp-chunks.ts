import type { ByteSource } from './exif-source.ts';

/** A chunk of a WebP file. */
interface WebpChunk {
  readonly type: string;
  /** Byte range in the file, including header and padding. It may exceed the file. */
  readonly start: number;
  readonly end: number;
  /** Place and length of its data. */
  readonly dataStart: number;
  readonly length: number;
}

/** Length of the first bytes, which the chunks follow: RIFF, the length, WEBP. */
export const RIFF_BYTES = 12;
const HEAD_BYTES = 8;
const CHUNKS_MAX = 4_000;

/** Yields the chunks of a WebP file. */
export async function* webpChunks(file: ByteSource): AsyncGenerator<WebpChunk> {
  for (let start = RIFF_BYTES, count = 0; count < CHUNKS_MAX; count++) {
    const head = await file.read(start, HEAD_BYTES);
    if (head.length < HEAD_BYTES) return;
    const length = head.readUInt32LE(4);
    const dataStart = start + HEAD_BYTES;
    const end = dataStart + length + (length % 2);
    yield { type: head.toString('latin1', 0, 4), start, end, dataStart, length };
    start = end;
  }
}

/** Returns a chunk of a WebP with its header and padding. */
export function webpChunk(type: string, data: Buffer): Buffer {
  const out = Buffer.alloc(HEAD_BYTES + data.length + (data.length % 2));
  out.write(type, 0, 'latin1');
  out.writeUInt32LE(data.length, 4);
  data.copy(out, HEAD_BYTES);
  return out;
}
