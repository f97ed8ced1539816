import { open, rm, stat } from 'node:fs/promises';

/** Largest output of one job, in bytes. */
export const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
const CHUNK_BYTES = 1024 * 1024;

/**
 * A file as the body of an answer, read in pieces as they are asked for. Each piece opens the file anew, so that a
 * reader that dies with its window leaves nothing open. Not `Readable.toWeb`: it throws from a timer, uncaught,
 * when the reader goes away (nodejs/node#54205, nodejs/node#64529).
 */
export async function sendFile(path: string): Promise<Response> {
  const { size } = await stat(path);
  let position = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const chunk = await readChunk(path, position);
      position += chunk.byteLength;
      if (chunk.byteLength > 0) controller.enqueue(chunk);
      if (chunk.byteLength === 0 || position >= size) controller.close();
    },
  });
  return new Response(body, {
    headers: { 'content-type': 'application/octet-stream', 'content-length': String(size) },
  });
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

/** Writes a body to `path`; false, and no file, when it is larger than `limit` bytes. */
export async function receiveFile(
  body: ReadableStream<Uint8Array> | null,
  path: string,
  limit: number = MAX_OUTPUT_BYTES,
): Promise<boolean> {
  const file = await open(path, 'w');
  let total = 0;
  let whole = false;
  try {
    if (body)
      for await (const chunk of body) {
        total += chunk.byteLength;
        if (total > limit) return false;
        await file.writeFile(chunk);
      }
    whole = true;
    return true;
  } finally {
    await file.close();
    if (!whole) await rm(path, { force: true });
  }
}
