import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DB_NAME, libraryFolder } from '../library/library-folder.ts';

/** Returns the library's folder for the system's file manager, or its nearest existing parent. */
export function folderToShow(path: string): string {
  let shown = join(libraryFolder(path), DB_NAME);
  while (!existsSync(shown) && dirname(shown) !== shown) shown = dirname(shown);
  return shown;
}
