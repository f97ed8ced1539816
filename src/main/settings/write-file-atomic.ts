import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';

/** Replaces a small file in one step: readers see the old text or the new one, also after a power cut. */
export function writeFileAtomic(path: string, text: string): void {
  const temp = `${path}.tmp`;
  const file = openSync(temp, 'w', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temp, path);
}
