import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { dropDatabase, keepDatabaseAside, nameDatabase } from '../library/database/keep-aside.ts';
import { DB_NAME, openLibrary } from '../library/library.ts';
import { orphanFiles, putBack, type StoredFile, storedFiles } from '../library/store/orphans.ts';
import type { Clock, Imaging, Log } from '../ports.ts';
import { type TakenBack, takeBack } from './take-back.ts';

/** The new database until it holds every picture: a rebuild that is broken off leaves no half library behind. */
const BUILDING = 'library.rebuilding.db';

export interface RebuildNeeds {
  readonly userData: string;
  readonly imaging: Imaging;
  readonly log: Log;
  readonly clock: Clock;
  readonly onProgress: (progress: { readonly done: number; readonly total: number }) => void;
  readonly signal: AbortSignal;
}

/**
 * Makes a new database of the files in `objects/` and `orphans/`; the old one is kept aside. Throws a `Failure` when the disk
 * does not take it; then all is as before.
 */
export async function rebuildLibrary(needs: RebuildNeeds): Promise<TakenBack> {
  const { userData, imaging, log, clock } = needs;
  const folder = join(userData, 'library');
  dropDatabase(folder, BUILDING);
  const library = await openLibrary(userData, log, { clock, dbName: BUILDING });
  try {
    for (const orphan of await orphanFiles(folder)) putBack(folder, orphan, log);
    const files = await allObjects(folder);
    const total = files.length;
    needs.onProgress({ done: 0, total });
    const taken = await takeBack(
      { library, imaging, log, emit: () => {} },
      files,
      (done) => needs.onProgress({ done, total }),
      needs.signal,
    );
    library.close();
    keepDatabaseAside(folder, DB_NAME, clock());
    await nameDatabase(folder, BUILDING, DB_NAME);
    log.info('the library was rebuilt', { ...taken });
    return taken;
  } catch (error) {
    if (library.db.open) library.close();
    dropDatabase(folder, BUILDING);
    throw error;
  }
}

async function allObjects(folder: string): Promise<StoredFile[]> {
  const objects = join(folder, 'objects');
  const files: StoredFile[] = [];
  for (const shelf of await readdir(objects)) files.push(...(await storedFiles(join(objects, shelf))));
  return files;
}
