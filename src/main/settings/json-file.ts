import { copyFileSync, existsSync, readFileSync, renameSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { removeTemp, writeFileAtomic, writeFileAtomicNow } from '../files/write-file-atomic.ts';
import { codeOf } from '../system-codes.ts';

/** Maximum number of copies of a damaged file. After that the last one is replaced. */
const KEPT_MAX = 9;

/** Content of a JSON file: a value, nothing, or text that isn't JSON (empty if the file can't be read at all). */
export type JsonContent =
  | { readonly state: 'absent' }
  | { readonly state: 'whole'; readonly value: unknown }
  | { readonly state: 'damaged'; readonly text: string };

/** A small JSON file in the data folder. */
export interface JsonFile {
  read(): JsonContent;
  /** Replaces the content. Once it resolves, the new content survives a power cut. */
  write(value: unknown): Promise<void>;
  /** Synchronous `write`. */
  writeNow(value: unknown): void;
  /**
   * Copies the file to a free name next to it, for the user or a later repair. An unreadable file is moved
   * instead. Returns that name, or null on failure.
   */
  keepAside(): string | null;
}

/** Opens a file of the data folder, once per path, and removes what a crash left of an earlier write. */
export function openJsonFile(path: string): JsonFile {
  removeTemp(path);
  const text = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  return {
    read: () => readJson(path),
    write: (value) => writeFileAtomic(path, text(value)),
    writeNow: (value) => writeFileAtomicNow(path, text(value)),
    keepAside() {
      const aside = freeNameFor(path);
      try {
        copyFileSync(path, aside);
      } catch {
        // An unreadable file may still be movable.
        try {
          renameSync(path, aside);
        } catch {
          return null;
        }
      }
      return basename(aside);
    },
  };
}

/** `settings.json` becomes `settings.damaged-1.json`. */
function freeNameFor(path: string): string {
  const extension = extname(path);
  const name = (count: number) =>
    join(dirname(path), `${basename(path, extension)}.damaged-${count}${extension}`);
  for (let count = 1; count < KEPT_MAX; count += 1) if (!existsSync(name(count))) return name(count);
  return name(KEPT_MAX);
}

function readJson(path: string): JsonContent {
  let text = '';
  try {
    text = readFileSync(path, 'utf8');
    return { state: 'whole', value: JSON.parse(text) };
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? { state: 'absent' } : { state: 'damaged', text };
  }
}
