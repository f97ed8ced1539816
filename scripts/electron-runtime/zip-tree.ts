import type { ZipEntry } from 'unzipper';
import type { NarNode } from './nar.ts';

type Entry = Pick<ZipEntry, 'path' | 'externalFileAttributes' | 'buffer'>;

const SYMLINK = 0o120000;
const KIND = 0o170000;
const OWNER_EXECUTES = 0o100;

/** Unix mode from the upper half of a zip entry's attributes. */
function modeOf(entry: Entry): number {
  return entry.externalFileAttributes >>> 16;
}

/**
 * Reads the tree below `top`, the only folder of a zip. `onFile` receives each file's bytes as they are
 * hashed, so that a zip of hundreds of megabytes is unpacked only once.
 */
export async function zipTree(
  entries: readonly Entry[],
  top: string,
  onFile: (file: { path: string; executable: boolean }, bytes: Buffer) => Promise<void>,
): Promise<NarNode> {
  const rootEntries = new Map<string, NarNode>();
  const folder = (parts: readonly string[]): Map<string, NarNode> => {
    let at = rootEntries;
    for (const part of parts) {
      const found = at.get(part) ?? { type: 'directory', entries: new Map<string, NarNode>() };
      if (found.type !== 'directory') throw new Error(`a file is used as a folder in the zip: ${part}`);
      at.set(part, found);
      at = found.entries as Map<string, NarNode>;
    }
    return at;
  };
  for (const entry of entries) {
    const [first, ...parts] = entry.path.replace(/\/$/, '').split('/');
    if (first !== top || parts.includes('..')) throw new Error(`odd path in the zip: ${entry.path}`);
    if (entry.path.endsWith('/')) {
      folder(parts);
      continue;
    }
    const name = parts.pop();
    if (name === undefined) throw new Error(`odd path in the zip: ${entry.path}`);
    const mode = modeOf(entry);
    if ((mode & KIND) === SYMLINK) {
      folder(parts).set(name, { type: 'symlink', target: (await entry.buffer()).toString() });
      continue;
    }
    const file = { path: [...parts, name].join('/'), executable: (mode & OWNER_EXECUTES) !== 0 };
    const read = async (): Promise<Buffer> => {
      const bytes = await entry.buffer();
      await onFile(file, bytes);
      return bytes;
    };
    folder(parts).set(name, { type: 'regular', executable: file.executable, read });
  }
  return { type: 'directory', entries: rootEntries };
}
