import { closeSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from './system-failure.ts';

/** Makes a file in a folder and removes it. Returns the error that stops it; null when the folder takes files. */
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

/** Whether a folder is there and refuses files, by its permissions or because its disk is read-only. */
export function isReadOnly(path: string): boolean {
  return ['EROFS', 'EPERM', 'EACCES'].includes(codeOf(probeFolder(path)));
}
