/** Compressed bytes that are unpacked at a time: at most a thousand times as many come out, and wait to be read. */
const PIECE = 4096;

/**
 * Unpacks zlib data as it is read. The browser unpacks each piece it is given completely, whether or not anyone reads: given all at once, a
 * small file would fill the memory.
 */
export function inflateStream(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  const pieces = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull(controller) {
        if (at >= bytes.length) return controller.close();
        controller.enqueue(bytes.subarray(at, at + PIECE));
        at += PIECE;
      },
    },
    { highWaterMark: 0 },
  );
  return pieces.pipeThrough(new DecompressionStream('deflate'));
}
