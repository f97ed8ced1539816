import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Scripts and styles referenced by a page. */
const NAMED = /(?:src|href)="\.(\/assets\/[\w.-]+)"/g;

/** Files of a page by path, each returned once. */
export type ReadAhead = (path: string) => Promise<Buffer> | undefined;

/**
 * Starts reading a page and the files it references, so that they are ready when the window requests them:
 * each file takes several turns of the event loop, which is busy opening the library.
 */
export function readAhead(root: string, page: string): ReadAhead {
  const files = new Map<string, Promise<Buffer>>();
  const read = (path: string) => {
    const file = readFile(join(root, path));
    // If reading fails, the file is read again on request, and that result counts.
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
