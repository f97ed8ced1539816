import type { Dirent, Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { type Explanation, Failure } from '@shared/errors.ts';
import { codeOf } from '../system-codes.ts';
import { baseName, type FilePath, joinPath, readableName } from './file-path.ts';
import { isLeftOut } from './left-out.ts';

/** Maximum number of files from one dropped folder, and maximum depth. */
export const FOLDER_FILES_MAX = 100_000;
const FOLDER_DEPTH_MAX = 32;

export type Found =
  | { readonly kind: 'file'; readonly path: FilePath; readonly name: string }
  /** Hidden or belongs to a system: skipped. */
  | { readonly kind: 'left-out'; readonly name: string }
  | { readonly kind: 'problem'; readonly name: string; readonly error: Failure };

/**
 * Yields the files in a folder and its subfolders, by name. Links to files are followed. Links to folders are
 * not, because they may form cycles or leave the folder. Those links, and folders that are unreadable or too
 * large, are yielded as problems, and the walk continues.
 */
export async function* walkFolder(path: FilePath, signal: AbortSignal): AsyncGenerator<Found> {
  let files = 0;
  for await (const found of walk(path, 0, signal)) {
    if (found.kind === 'file') files += 1;
    if (files > FOLDER_FILES_MAX) {
      yield problem(path, { reason: 'folder-too-many', params: { max: FOLDER_FILES_MAX } });
      return;
    }
    yield found;
  }
}

async function* walk(path: FilePath, depth: number, signal: AbortSignal): AsyncGenerator<Found> {
  signal.throwIfAborted();
  if (depth > FOLDER_DEPTH_MAX) {
    yield problem(path, { reason: 'folder-too-deep', params: { levels: FOLDER_DEPTH_MAX } });
    return;
  }
  let entries: Dirent<Buffer>[];
  try {
    // Read as bytes: as text, a name that isn't UTF-8 would become another one.
    entries = await readdir(path, { withFileTypes: true, encoding: 'buffer' });
  } catch {
    yield problem(path, { reason: 'folder-unreadable' });
    return;
  }
  const named = entries.map((entry) => ({ entry, name: readableName(entry.name).text }));
  named.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { entry, name } of named) {
    const inside = joinPath(path, entry.name);
    if (isLeftOut(name)) yield { kind: 'left-out', name };
    else if (entry.isDirectory()) yield* walk(inside, depth + 1, signal);
    else if (entry.isFile()) yield { kind: 'file', path: inside, name };
    else if (entry.isSymbolicLink()) yield await followed(inside, name);
    else yield problem(inside, { reason: 'not-regular' });
  }
}

async function followed(path: FilePath, name: string): Promise<Found> {
  let info: Stats;
  try {
    info = await stat(path);
  } catch (error) {
    return problem(path, codeOf(error) === 'ELOOP' ? { reason: 'link-circle' } : { reason: 'dead-link' });
  }
  if (info.isFile()) return { kind: 'file', path, name };
  return problem(path, info.isDirectory() ? { reason: 'folder-link' } : { reason: 'not-regular' });
}

function problem(path: FilePath, why: Explanation): Found {
  return { kind: 'problem', name: baseName(path), error: new Failure('file-unreadable', why) };
}
