import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';

/**
 * Reads a file, writes what it reads to `to` unless that is null, and returns the hash of it. Read in chunks of which
 * each takes a tenth of a millisecond, so that the event loop stays free.
 */
export async function readHashed(
  path: string,
  to: FileHandle | null,
  algorithm: 'sha256' | 'sha512' = 'sha256',
): Promise<Buffer> {
  const hash = createHash(algorithm);
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk as Buffer);
    await to?.writeFile(chunk as Buffer);
  }
  return hash.digest();
}

/** SHA-256 of a file in hex. */
export async function hashFile(path: string): Promise<string> {
  return (await readHashed(path, null)).toString('hex');
}

/** Whether a file exists and has these bytes. */
export async function hasHash(path: string, sha256: string): Promise<boolean> {
  return (await hashFile(path).catch(() => null)) === sha256;
}
