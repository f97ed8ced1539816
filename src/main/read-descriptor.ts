import { closeSync, readSync } from 'node:fs';
import { isatty } from 'node:tty';

/** Longest text that is read, in bytes. */
const BYTES_MAX = 4096;
/** Maximum wait for the other end to write, and the polling interval, in milliseconds. */
const WAIT_MS = 5000;
const ASK_MS = 10;

/**
 * Reads the first line of an open file descriptor, and closes it unless it is standard input. Null when it is not open, is a terminal, holds
 * nothing, or does not end in time. Reads synchronously: the start of the app depends on it.
 */
export function readDescriptor(descriptor: number): string | null {
  // The user would have to type there, before there is any window.
  if (isatty(descriptor)) return null;
  const bytes = Buffer.alloc(BYTES_MAX);
  let length = 0;
  try {
    for (let waited = 0; length < BYTES_MAX && !bytes.subarray(0, length).includes('\n'); ) {
      const read = readSome(descriptor, bytes, length);
      if (read === 0) break;
      if (read !== null) length += read;
      else if (waited >= WAIT_MS) return null;
      else waited += pause();
    }
    if (descriptor > 0) closeSync(descriptor);
  } catch {
    return null;
  }
  return bytes.toString('utf8', 0, length).split('\n', 1)[0]?.trim() || null;
}

/** Bytes that were read; null while there are none yet. */
function readSome(descriptor: number, bytes: Buffer, at: number): number | null {
  try {
    return readSync(descriptor, bytes, at, bytes.length - at, null);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return null;
    // Windows reports this at the end of a pipe.
    if ((error as NodeJS.ErrnoException).code === 'EOF') return 0;
    throw error;
  }
}

function pause(): number {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ASK_MS);
  return ASK_MS;
}
