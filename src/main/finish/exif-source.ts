import { type FileHandle, open } from 'node:fs/promises';

/** Bytes of a file, read on demand: a TIFF's directories may be anywhere. */
export interface ByteSource {
  readonly length: number;
  /** Returns fewer bytes than requested at the end of the file. */
  read(at: number, length: number): Promise<Buffer>;
}

export function bytesOfBuffer(buffer: Buffer): ByteSource {
  return {
    length: buffer.length,
    read: async (at, length) => buffer.subarray(Math.min(at, buffer.length), at + length),
  };
}

/** Returns part of a source as a source. */
export function partOf(source: ByteSource, start: number, length: number): ByteSource {
  const most = Math.max(0, Math.min(length, source.length - start));
  return {
    length: most,
    read: (at, count) => source.read(start + at, Math.max(0, Math.min(count, most - at))),
  };
}

/** Opens a file as a source for the duration of `work`. */
export async function withFile<T>(path: string, work: (source: ByteSource) => Promise<T>): Promise<T> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    return await work({
      length: size,
      read: (at, length) => readPart(file, at, Math.min(length, size - at)),
    });
  } finally {
    await file.close();
  }
}

async function readPart(file: FileHandle, at: number, length: number): Promise<Buffer> {
  if (length <= 0) return Buffer.alloc(0);
  const part = Buffer.alloc(length);
  const { bytesRead } = await file.read(part, 0, length, at);
  return part.subarray(0, bytesRead);
}
