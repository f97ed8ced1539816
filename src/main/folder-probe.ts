import { closeSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from './system-codes.ts';

/**
 * Creates and removes a file in a folder. Returns the error that prevents it, or null if the folder is
 * writable.
 */
export function probeFolder(path: string): unknown {
  const probe = join(path, '.reseed-probe');
  try {
    closeSync(openSync(probe, 'w', 0o600));
    rmSync(probe, { force: true });
    return null;
  } catch (error) {
    return error;
  }
}

/** Whether a folder exists and refuses writes, because of its permissions or a read-only disk. */
export function isReadOnly(path: string): boolean {
  return ['EROFS', 'EPERM', 'EACCES'].includes(codeOf(probeFolder(path)));
}
