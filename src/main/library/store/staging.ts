import { createHash, randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '@shared/errors.ts';
import { type Disk, diskFailure } from './disk.ts';
import { readFileChunks } from './read-source.ts';
import { tooLarge } from './too-large.ts';

/** Bytes at the start of a file that tell its type. */
const HEAD_BYTES = 4100;
/** Most bytes hashed at a time, so that a huge chunk does not hold up the event loop. */
const SLICE_BYTES = 512 * 1024;

/** A file in the staging folder that is whole and hashed, but not in the store yet. */
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
  /** Looks at the head as soon as it is there; what it throws ends the copying, before the rest of a film is read. */
  readonly check?: ((head: Uint8Array) => Promise<unknown>) | undefined;
}

/**
 * Copies a file (by path, as bytes when its name is not UTF-8) or a stream into `folder`, hashing on the way. Throws `file-empty`, `file-too-large`, `file-unreadable`
 * or `disk-full`, or an `AbortError`; then nothing is left behind.
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
        // A copy: the source may use its buffer again.
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

/** The same chunks, but an abort ends the wait for one that never comes; an error of the source is `file-unreadable`. */
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
    // Not awaited: a source that hangs would never answer.
    if (!over) void Promise.resolve(iterator.return?.()).catch(() => {});
  }
}
