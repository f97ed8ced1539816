import { accessSync, constants, readdirSync, type Stats, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codeOf } from '../system-codes.ts';

/** Codes of a missing permission, unlike a disk that is read-only. */
const REFUSALS = ['EACCES', 'EPERM'];

/**
 * Whether a folder can't be used because it, a file in it, or a folder above it belongs to another user of
 * this computer. Always false on Windows, where owners have no numbers.
 */
export function belongsToOtherUser(folder: string): boolean {
  return isRefusedByOther(folder) || namesIn(folder).some((name) => isRefusedByOther(join(folder, name)));
}

function isRefusedByOther(path: string): boolean {
  const me = process.getuid?.();
  const owner = me === undefined ? null : ownerOf(path);
  if (owner === null || owner.uid === me) return false;
  try {
    accessSync(path, constants.R_OK | constants.W_OK | (owner.isDirectory() ? constants.X_OK : 0));
    return false;
  } catch (error) {
    return REFUSALS.includes(codeOf(error));
  }
}

/** The file at a path, or the nearest folder above it that shows nothing of what is in it. Null if there is none. */
function ownerOf(path: string): Stats | null {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? null;
  } catch {
    return dirname(path) === path ? null : ownerOf(dirname(path));
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
