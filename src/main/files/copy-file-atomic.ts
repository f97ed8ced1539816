import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { writeFileAtomic } from './write-file-atomic.ts';

/**
 * Copies a file atomically. If `sha256` is given and the bytes read have another hash, changes nothing and
 * returns false.
 */
export async function copyFileAtomic(from: string, to: string, sha256: string | null): Promise<boolean> {
  const hash = createHash('sha256');
  class Damaged extends Error {}
  try {
    await writeFileAtomic(to, async (file) => {
      for await (const chunk of createReadStream(from)) {
        if (sha256 !== null) hash.update(chunk as Buffer);
        await file.writeFile(chunk as Buffer);
      }
      if (sha256 !== null && hash.digest('hex') !== sha256) throw new Damaged();
    });
    return true;
  } catch (error) {
    if (error instanceof Damaged) return false;
    throw error;
  }
}
