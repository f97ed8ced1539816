import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Failure } from '@shared/errors.ts';
import { t } from '@shared/words/index.ts';

/** Most files that one dropped folder gives, and how deep it is looked into. */
export const FOLDER_FILES_MAX = 20_000;
const FOLDER_DEPTH_MAX = 32;
/** What systems leave in folders without being asked. */
const SYSTEM_FILES = /^(\.|Thumbs\.db$|desktop\.ini$)/i;

export type Found =
  | { readonly kind: 'file'; readonly path: string; readonly name: string }
  | { readonly kind: 'problem'; readonly name: string; readonly error: Failure };

/**
 * The files in a folder and those below it, by name. Hidden files are left out, and links: they may lead out of the folder or
 * in circles. A folder that cannot be read, or is too large, is told as a problem, and the others go on.
 */
export async function* walkFolder(path: string, signal: AbortSignal): AsyncGenerator<Found> {
  let files = 0;
  for await (const found of walk(path, 0, signal)) {
    if (found.kind === 'file') files += 1;
    if (files > FOLDER_FILES_MAX) {
      yield problem(path, t.transfer.folders.tooMany(FOLDER_FILES_MAX));
      return;
    }
    yield found;
  }
}

async function* walk(path: string, depth: number, signal: AbortSignal): AsyncGenerator<Found> {
  signal.throwIfAborted();
  if (depth > FOLDER_DEPTH_MAX) {
    yield problem(path, t.transfer.folders.tooDeep(FOLDER_DEPTH_MAX));
    return;
  }
  let entries: Dirent[];
  try {
    entries = await readdir(path, { withFileTypes: true });
  } catch {
    yield problem(path, t.transfer.folders.unreadable);
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (SYSTEM_FILES.test(entry.name)) continue;
    const inside = join(path, entry.name);
    if (entry.isDirectory()) yield* walk(inside, depth + 1, signal);
    else if (entry.isFile()) yield { kind: 'file', path: inside, name: entry.name };
  }
}

function problem(path: string, sentence: string): Found {
  return { kind: 'problem', name: basename(path), error: new Failure('file-unreadable', sentence) };
}
