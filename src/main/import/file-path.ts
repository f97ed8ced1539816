import { readdir, stat } from 'node:fs/promises';
import { join, parse, sep } from 'node:path';

/**
 * A path as text, or as bytes if its names aren't UTF-8: converting them to text would lose bytes and point
 * to a missing file.
 */
export type FilePath = string | Buffer;

const UTF8 = new TextDecoder('utf-8', { fatal: true });
/** The most common encoding of names that aren't UTF-8. */
const WINDOWS_1252 = new TextDecoder('windows-1252');
/** The replacement for bytes that the text could not hold. */
const LOST = /\ufffd+/g;

/** Decodes a file name for display, and tells whether the text still identifies the file. */
export function readableName(name: Buffer): { readonly text: string; readonly isExact: boolean } {
  try {
    return { text: UTF8.decode(name), isExact: true };
  } catch {
    return { text: WINDOWS_1252.decode(name), isExact: false };
  }
}

/** Returns the path of a folder entry, as text where possible. */
export function joinPath(folder: FilePath, name: Buffer): FilePath {
  const { text, isExact } = readableName(name);
  if (typeof folder === 'string' && isExact) return join(folder, text);
  return Buffer.concat([Buffer.from(folder), Buffer.from(sep), name]);
}

/** Returns the last name of a path for display. */
export function baseName(path: FilePath): string {
  const bytes = Buffer.from(path);
  const last = bytes.subarray(bytes.lastIndexOf(sep) + 1);
  return readableName(last.length > 0 ? last : bytes).text;
}

/**
 * Finds the original path for a text in which bytes were lost: drops and command lines replace the bytes of
 * names that aren't UTF-8. It is searched for from the root down. Returns the text itself if it names a file
 * or nothing else matches.
 */
export async function findPath(path: string): Promise<FilePath> {
  if (!path.includes('\ufffd') || (await isThere(path))) return path;
  const { root, base, dir } = parse(path);
  let found: FilePath = root;
  for (const part of [...dir.slice(root.length).split(sep), base].filter((name) => name !== '')) {
    const inside = await findIn(found, part);
    if (inside === null) return path;
    found = inside;
  }
  return found;
}

async function findIn(folder: FilePath, name: string): Promise<FilePath | null> {
  const plain = joinPath(folder, Buffer.from(name));
  if (!name.includes('\ufffd') || (await isThere(plain))) return plain;
  const names = await readdir(folder, { encoding: 'buffer' }).catch(() => []);
  const wanted = name.replace(LOST, '\ufffd');
  // The number of replacement characters depends on the decoder.
  const same = names.find((each) => each.toString('utf8').replace(LOST, '\ufffd') === wanted);
  return same ? joinPath(folder, same) : null;
}

async function isThere(path: FilePath): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
