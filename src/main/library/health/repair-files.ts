import { existsSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { basename, dirname, join, normalize } from 'node:path';
import { hashFile } from '../../files/hash-file.ts';
import { syncFolder } from '../../files/sync.ts';
import { fetchFrom } from '../store/fetch-object.ts';
import { storedFiles } from '../store/orphans.ts';
import { AGE_MIN_MS, checkLibrary } from './check-library.ts';
import type { Finding } from './finding.ts';

/**
 * Repairs files: copies an image from an intact source, and removes superfluous files. Each finding is
 * verified again first, since it may have been fixed or come into use. Returns what was repaired.
 */
export async function repairFiles(
  dbPath: string,
  folder: string,
  now: number,
  wanted: readonly Finding[],
  onProgress: (progress: { readonly done: number; readonly total: number }) => void,
): Promise<Finding[]> {
  const { findings } = await checkLibrary(dbPath, folder, now, onProgress);
  const known = new Set(wanted.map(keyOf));
  const still = findings.filter((finding) => finding.repairable && known.has(keyOf(finding)));
  const repaired: Finding[] = [];
  // Images first: a duplicate may be the source of a repair.
  for (const kind of ['missing', 'damaged', 'duplicate', 'leftover', 'thumbnail'] as const)
    for (const finding of still.filter((each) => each.kind === kind))
      if (await repair(folder, now, finding)) repaired.push(finding);
  return repaired;
}

const keyOf = ({ kind, path }: Finding) => `${kind} ${path}`;

async function repair(folder: string, now: number, { kind, path, sha256, spare }: Finding): Promise<boolean> {
  const target = within(folder, path);
  if (kind === 'missing' || kind === 'damaged') {
    if (spare === null || sha256 === null) return false;
    await fetchFrom(within(folder, spare), target, sha256);
    // The file that was set aside has a row again.
    if (spare.startsWith('orphans')) await rm(within(folder, spare), { force: true });
    return true;
  }
  if (kind === 'duplicate') {
    if (sha256 === null || !(await hasWhole(dirname(target), sha256, basename(target)))) return false;
  } else if (kind === 'leftover') {
    const info = await stat(target).catch(() => null);
    if (!info || now - info.mtimeMs < AGE_MIN_MS) return false;
  }
  await rm(target, { force: true });
  await syncFolder(dirname(target));
  return true;
}

/** Whether another file in the folder contains these bytes completely. */
async function hasWhole(shelf: string, sha256: string, except: string): Promise<boolean> {
  for (const { path, name, sha256: other } of await storedFiles(shelf))
    if (other === sha256 && name !== except && existsSync(path) && (await hashFile(path)) === sha256)
      return true;
  return false;
}

/** Throws for a path outside the library. */
function within(folder: string, path: string): string {
  const whole = normalize(join(folder, path));
  if (!whole.startsWith(normalize(folder))) throw new Error('a path leads out of the library');
  return whole;
}
