import { createHash, randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '@shared/errors.ts';
import { type Disk, diskFailure } from './disk.ts';
import { readFileChunks } from './read-source.ts';
import { tooLarge } from './too-large.ts';

/** Number of bytes needed to detect a file's type. */
const HEAD_BYTES = 4100;
/** Maximum number of bytes hashed at a time, so that a huge chunk doesn't block the event loop. */
const SLICE_BYTES = 512 * 1024;

/** A complete and hashed file in the staging folder, not in the store yet. */
export interface Staged {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  /** The first 4100 bytes, or all of a shorter file. */
  readonly head: Uint8Array;
}

export interface StageOptions {
  readonly maxBytes: number;
  readonly signal?: AbortSignal | undefined;
  /** Checks the head as soon as it has arrived. Throwing stops the copy, before the rest of a video is read. */
  readonly check?: ((head: Uint8Array) => Promise<unknown>) | undefined;
}

/**
 * Copies a file (by path, as bytes if its name isn't UTF-8) or a stream into `folder` and hashes it. Throws
 * `file-empty`, `file-too-large`, `file-unreadable`, `disk-full` or an `AbortError`, and leaves nothing
 * behind.
 */
export async function stageInto(
  folder: string,
  disk: Disk,
  source: string | Buffer | AsyncIterable<Uint8Array>,
  { maxBytes, signal, check }: StageOptions,
): Promise<Staged> {
  signal?.throwIfAborted();
  const chunks =
    typeof source === 'string' || Buffer.isBuffer(source) ? readFileChunks(source, maxBytes) : source;
  const path = join(folder, randomUUID());
  const hash = createHash('sha256');
  const head: Uint8Array[] = [];
  let headBytes = 0;
  let bytes = 0;
  const file = await open(path, 'wx', 0o600).catch((error: unknown) => {
    throw diskFailure(error);
  });
  try {
    for await (const slice of slices(untilAborted(chunks, signal))) {
      bytes += slice.length;
      if (bytes > maxBytes) throw tooLarge(maxBytes);
      if (headBytes < HEAD_BYTES) {
        // A copy, because the source may reuse its buffer.
        const part = Uint8Array.from(slice.subarray(0, HEAD_BYTES - headBytes));
        head.push(part);
        headBytes += part.length;
        if (headBytes === HEAD_BYTES) await check?.(Buffer.concat(head));
      }
      hash.update(slice);
      await disk.write(file, slice).catch((error: unknown) => {
        throw diskFailure(error);
      });
    }
    if (bytes === 0) throw new Failure('file-empty');
    if (headBytes < HEAD_BYTES) await check?.(Buffer.concat(head));
    await file.close();
    return { path, sha256: hash.digest('hex'), bytes, head: Buffer.concat(head) };
  } catch (error) {
    await file.close().catch(() => {});
    await rm(path, { force: true });
    throw error;
  }
}

async function* slices(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += SLICE_BYTES) yield chunk.subarray(at, at + SLICE_BYTES);
  }
}

/**
 * Yields the same chunks, but an abort also ends the wait for a chunk that never comes. An error of the
 * source becomes `file-unreadable`.
 */
async function* untilAborted(
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
  aborted.catch(() => {});
  let over = false;
  try {
    for (;;) {
      const step = await Promise.race([iterator.next(), aborted]);
      over = step.done === true;
      if (over) return;
      yield step.value;
      signal?.throwIfAborted();
    }
  } catch (error) {
    if (error instanceof Failure || signal?.aborted) throw error;
    throw new Failure('file-unreadable');
  } finally {
    signal?.removeEventListener('abort', onAbort);
    // Not awaited: a source that hangs would never return.
    if (!over) void Promise.resolve(iterator.return?.()).catch(() => {});
  }
}
