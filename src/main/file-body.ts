import { open, stat } from 'node:fs/promises';

const CHUNK_BYTES = 1024 * 1024;

/** The content of a file as the body of an answer, and its length in bytes. */
export interface FileBody {
  readonly size: number;
  readonly body: ReadableStream<Uint8Array>;
}

/**
 * Reads a file in pieces, as they are asked for; every answer with a file in it goes through here. Each piece opens the file anew,
 * so that a reader that dies with its window leaves nothing open. Not `Readable.toWeb`: it throws from a timer, uncaught, when the
 * reader goes away (nodejs/node#54205, nodejs/node#64529). Throws when there is no such file.
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
    // Nothing is read before somebody asks.
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
