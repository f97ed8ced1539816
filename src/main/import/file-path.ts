import { readdir, stat } from 'node:fs/promises';
import { join, parse, sep } from 'node:path';

/** A path as text, or as bytes where its names are not UTF-8: text would lose them, and name a file that is not there. */
export type FilePath = string | Buffer;

const UTF8 = new TextDecoder('utf-8', { fatal: true });
/** What names from before UTF-8 were mostly written in. */
const WINDOWS_1252 = new TextDecoder('windows-1252');
/** What stands in a text for bytes that it could not hold. */
const LOST = /\ufffd+/g;

/** A name from a folder as text to be read by people, and whether that text names the file. */
export function readableName(name: Buffer): { readonly text: string; readonly isExact: boolean } {
  try {
    return { text: UTF8.decode(name), isExact: true };
  } catch {
    return { text: WINDOWS_1252.decode(name), isExact: false };
  }
}

/** The path of an entry of a folder; text wherever text is enough. */
export function joinPath(folder: FilePath, name: Buffer): FilePath {
  const { text, isExact } = readableName(name);
  if (typeof folder === 'string' && isExact) return join(folder, text);
  return Buffer.concat([Buffer.from(folder), Buffer.from(sep), name]);
}

/** The last name of a path, as people read it. */
export function baseName(path: FilePath): string {
  const bytes = Buffer.from(path);
  const last = bytes.subarray(bytes.lastIndexOf(sep) + 1);
  return readableName(last.length > 0 ? last : bytes).text;
}

/**
 * The path that was meant by a text in which bytes were lost: drops and command lines give names that are not UTF-8 with a sign
 * in place of each lost byte. It is looked for in its folder, from the root down. The text itself when it names a file, or
 * nothing else fits.
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
  // How many signs stand for the lost bytes depends on who decoded them.
  const same = names.find((each) => each.toString('utf8').replace(LOST, '\ufffd') === wanted);
  return same ? joinPath(folder, same) : null;
}

async function isThere(path: FilePath): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
