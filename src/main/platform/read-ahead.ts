import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Scripts and styles referenced by a page. */
const NAMED = /(?:src|href)="\.(\/assets\/[\w.-]+)"/g;

export interface ReadAhead {
  /** Returns a file of the page, once. */
  take(path: string): Promise<Buffer> | undefined;
  /** Resolves when the window has requested all of them. */
  readonly taken: Promise<void>;
}

/**
 * Starts reading a page and the files it references, so that they are ready when the window requests them:
 * each file takes several turns of the event loop, which is busy at the start.
 */
export function readAhead(root: string, page: string): ReadAhead {
  const files = new Map<string, Promise<Buffer>>();
  const taken = Promise.withResolvers<void>();
  let complete = false;
  const settle = () => {
    if (complete && files.size === 0) taken.resolve();
  };
  const read = (path: string) => {
    const file = readFile(join(root, path));
    // If reading fails, the file is read again on request, and that result counts.
    file.catch(() => {
      files.delete(path);
      settle();
    });
    files.set(path, file);
    return file;
  };
  read(page)
    .then((html) => {
      for (const [, path = ''] of html.toString().matchAll(NAMED)) read(path);
    })
    .catch(() => {})
    .finally(() => {
      complete = true;
      settle();
    });
  return {
    take(path) {
      const file = files.get(path);
      files.delete(path);
      settle();
      return file;
    },
    taken: taken.promise,
  };
}
