import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const NAME = 'reseed-stamp.json';

interface Stamp {
  readonly key: string;
  /** Size in bytes and modification time (ms) of each file. */
  readonly files: Readonly<Record<string, readonly [size: number, changed: number]>>;
}

function measure(folder: string): Stamp['files'] {
  const files: Record<string, [number, number]> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name === NAME) continue;
    const path = join(entry.parentPath, entry.name);
    const { size, mtimeMs } = statSync(path);
    files[relative(folder, path)] = [size, mtimeMs];
  }
  return files;
}

/** Records sizes and times of a folder whose contents were just verified by hash. */
export function stamp(folder: string, key: string): void {
  writeFileSync(join(folder, NAME), JSON.stringify({ key, files: measure(folder) } satisfies Stamp));
}

/**
 * Whether a folder is unchanged since it was stamped. Compares sizes and times only: hashing 180 MB at each
 * start would take half a second, and would not stop anyone who can write to the user's cache.
 */
export function isStamped(folder: string, key: string): boolean {
  try {
    const known = JSON.parse(readFileSync(join(folder, NAME), 'utf8')) as Stamp;
    const now = measure(folder);
    const names = Object.keys(known.files);
    return (
      known.key === key &&
      names.length === Object.keys(now).length &&
      names.every((name) => String(known.files[name]) === String(now[name]))
    );
  } catch {
    return false;
  }
}
