import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Folders whose content no first start has. */
const FOLDERS = ['objects', 'orphans', 'thumbs', 'backups'];

/** Whether pictures were ever kept in this library's folder: then a database that is not there was lost. */
export function hasTraces(folder: string): boolean {
  return FOLDERS.some((name) => hasFile(join(folder, name)));
}

/** Ends at the first file that it finds. */
function hasFile(folder: string): boolean {
  let entries: ReturnType<typeof readEntries>;
  try {
    entries = readEntries(folder);
  } catch (error) {
    // Without the folder there is nothing in it; one that cannot be read may hold everything.
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
