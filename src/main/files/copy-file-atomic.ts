import { readHashed } from './hash-file.ts';
import { writeFileAtomic } from './write-file-atomic.ts';

/**
 * Copies a file atomically. If `sha256` is given and the bytes read have another hash, changes nothing and
 * returns false.
 */
export async function copyFileAtomic(from: string, to: string, sha256: string | null): Promise<boolean> {
  class Damaged extends Error {}
  try {
    await writeFileAtomic(to, async (file) => {
      const found = await readHashed(from, file);
      if (sha256 !== null && found.toString('hex') !== sha256) throw new Damaged();
    });
    return true;
  } catch (error) {
    if (error instanceof Damaged) return false;
    throw error;
  }
}
