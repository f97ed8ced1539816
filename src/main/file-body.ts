import { open, stat } from 'node:fs/promises';

const CHUNK_BYTES = 1024 * 1024;

/** A file's content as a response body, and its length in bytes. */
export interface FileBody {
  readonly size: number;
  readonly body: ReadableStream<Uint8Array>;
}

/**
 * Streams a file in chunks on demand. Every response with a file uses it. Each chunk reopens the file, so
 * that a reader that dies with its window leaves nothing open. Not `Readable.toWeb`: it throws uncaught from
 * a timer when the reader disconnects (nodejs/node#54205, nodejs/node#64529). Throws if the file doesn't
 * exist.
 */
export async function fileBody(path: string): Promise<FileBody> {
  const { size } = await stat(path);
  let position = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const chunk = await readChunk(path, position);
        position += chunk.byteLength;
        if (chunk.byteLength > 0) controller.enqueue(chunk);
        if (chunk.byteLength === 0 || position >= size) controller.close();
      },
    },
    // Read nothing before the first request.
    { highWaterMark: 0 },
  );
  return { size, body };
}

async function readChunk(path: string, position: number): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await file.read(new Uint8Array(CHUNK_BYTES), 0, CHUNK_BYTES, position);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
