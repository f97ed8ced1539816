/** A chunk of a WebP. */
interface WebpChunk {
  readonly type: string;
  /** Shorter than declared if the bytes end before. */
  readonly data: Uint8Array<ArrayBuffer>;
  /** Byte range in the file, including header and padding. It may exceed the bytes. */
  readonly start: number;
  readonly end: number;
}

/** Length of the first bytes, which the chunks follow: RIFF, the length, WEBP. */
export const RIFF_BYTES = 12;
const HEAD_BYTES = 8;

/** Yields the chunks of a WebP whose header is within these bytes: all of the file, or its first ones. */
export function* webpChunks(bytes: Uint8Array<ArrayBuffer>): Generator<WebpChunk> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let start = RIFF_BYTES; start + HEAD_BYTES <= bytes.length; ) {
    const type = String.fromCharCode(...bytes.subarray(start, start + 4));
    const length = view.getUint32(start + 4, true);
    const dataStart = start + HEAD_BYTES;
    const end = dataStart + length + (length & 1);
    yield { type, data: bytes.subarray(dataStart, dataStart + length), start, end };
    start = end;
  }
}
