import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Folders that have no content on a first start. */
const FOLDERS = ['objects', 'orphans', 'thumbs', 'backups'];

/** Whether this library's folder ever contained images. If so, a missing database was lost. */
export function hasTraces(folder: string): boolean {
  return FOLDERS.some((name) => hasFile(join(folder, name)));
}

/** Stops at the first file. */
function hasFile(folder: string): boolean {
  let entries: ReturnType<typeof readEntries>;
  try {
    entries = readEntries(folder);
  } catch (error) {
    // A missing folder is empty. An unreadable one may contain anything.
    return !(error instanceof Error && 'code' in error && error.code === 'ENOENT');
  }
  return (
    entries.some((entry) => !entry.isDirectory()) ||
    entries.some((entry) => entry.isDirectory() && hasFile(join(folder, entry.name)))
  );
}

function readEntries(folder: string) {
  return readdirSync(folder, { withFileTypes: true });
}
