/** A chunk of a PNG. */
export interface Chunk {
  readonly type: string;
  readonly data: Uint8Array<ArrayBuffer>;
  /** Byte range in the file, including header and checksum. */
  readonly start: number;
  readonly end: number;
}

/** Places of a byte in the data of the first chunk, `IHDR`. */
export const HEADER_DATA = { depth: 8, color: 9, interlace: 12 } as const;
/** Color types without an alpha channel or a palette. */
export const COLOR_TYPE = { gray: 0, rgb: 2 } as const;

/** Yields the chunks of a PNG. Stops at a chunk that exceeds the file. */
export function* chunksOf(bytes: Uint8Array<ArrayBuffer>): Generator<Chunk> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let start = 8; start + 12 <= bytes.length; ) {
    const end = start + 12 + view.getUint32(start);
    if (end > bytes.length) return;
    const type = String.fromCharCode(...bytes.subarray(start + 4, start + 8));
    yield { type, data: bytes.subarray(start + 8, end - 4), start, end };
    start = end;
  }
}
