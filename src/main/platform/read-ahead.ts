import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The scripts and styles that a page names. */
const NAMED = /(?:src|href)="\.(\/assets\/[\w.-]+)"/g;

/** Files of a page by their path in its folder, each handed out once. */
export type ReadAhead = (path: string) => Promise<Buffer> | undefined;

/**
 * Begins to read a page and what it names, so that they are there when the window asks for them: each file is several turns of
 * the event loop, which is busy with opening the library just then.
 */
export function readAhead(root: string, page: string): ReadAhead {
  const files = new Map<string, Promise<Buffer>>();
  const read = (path: string) => {
    const file = readFile(join(root, path));
    // What cannot be read is asked for again, and that answer counts.
    file.catch(() => files.delete(path));
    files.set(path, file);
    return file;
  };
  read(page).then(
    (html) => {
      for (const [, path = ''] of html.toString().matchAll(NAMED)) read(path);
    },
    () => {},
  );
  return (path) => {
    const file = files.get(path);
    files.delete(path);
    return file;
  };
}
