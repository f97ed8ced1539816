import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Keeper } from '../keeper/keeper.ts';
import type { JobOutput } from '../keeper/messages.ts';
import { dropDatabase, keepDatabaseAside, nameDatabase } from '../library/database/keep-aside.ts';
import { type Library, openLibrary } from '../library/library.ts';
import { DB_NAME, libraryFolder } from '../library/library-folder.ts';
import { replaceLost } from '../library/sidecars/replace-lost.ts';
import {
  orphanFiles,
  putBack,
  recordStrays,
  type StoredFile,
  storedFiles,
} from '../library/store/orphans.ts';
import type { Clock, Log } from '../ports.ts';
import { recordUnfinished } from './unfinished-rebuild.ts';

/**
 * Name of the new database until it contains every record, so that an interrupted rebuild leaves no half
 * library.
 */
const BUILDING = 'library.rebuilding.db';

export interface RebuildDeps {
  readonly userData: string;
  readonly keeper: Keeper;
  readonly log: Log;
  readonly clock: Clock;
  readonly onProgress: (progress: { readonly done: number; readonly total: number }) => void;
  readonly signal: AbortSignal;
}

export interface Rebuilt {
  /** Number of pictures that came back from sidecars. */
  readonly restored: number;
  /** Number of files without a row. They are recorded as strays, which the open library adds. */
  readonly left: number;
}

/**
 * Builds a new database from the sidecars in `objects/` and `orphans/` and keeps the old one. Every record
 * gets its previous id, so that new ones can't have the id of one that is still to come. Files without a
 * sidecar have to be decoded, which takes far longer: `strays.resume` adds them while the library is in use.
 * On a `Failure` such as a full disk, nothing has changed.
 */
export async function rebuildLibrary(deps: RebuildDeps): Promise<Rebuilt> {
  const { userData, log, clock, signal } = deps;
  const folder = libraryFolder(userData);
  dropDatabase(folder, BUILDING);
  const open = () => openLibrary(userData, log, { clock, dbName: BUILDING });
  (await open()).close();
  let library: Library | null = null;
  try {
    for (const orphan of await orphanFiles(folder)) putBack(folder, orphan, log);
    const files = await allObjects(folder);
    const total = files.length;
    deps.onProgress({ done: 0, total });
    const { pictures: restored, refused } = await restoreFromSidecars(deps, folder, total);
    signal.throwIfAborted();
    library = await open();
    const left = await recordStrays(library.db, files);
    replaceLost(library.db);
    if (left > 0) recordUnfinished(library.db, { restored, total: left });
    library.close();
    keepDatabaseAside(folder, DB_NAME, clock());
    await nameDatabase(folder, BUILDING, DB_NAME);
    log.info('library rebuilt', { fromSidecars: restored, damagedSidecars: refused, left });
    return { restored, left };
  } catch (error) {
    if (library?.db.open) library.close();
    dropDatabase(folder, BUILDING);
    throw error;
  }
}

async function restoreFromSidecars(
  { keeper, clock, onProgress, signal }: RebuildDeps,
  folder: string,
  total: number,
): Promise<JobOutput<'restore-sidecars'>> {
  const input = { dbPath: join(folder, BUILDING), objectsFolder: join(folder, 'objects'), at: clock() };
  const onStep = (progress: { readonly done: number; readonly total: number }) =>
    onProgress({ done: Math.floor((total * progress.done) / Math.max(1, progress.total)), total });
  return keeper.run('restore-sidecars', input, onStep, signal);
}

async function allObjects(folder: string): Promise<StoredFile[]> {
  const objects = join(folder, 'objects');
  const files: StoredFile[] = [];
  for (const shelf of await readdir(objects)) files.push(...(await storedFiles(join(objects, shelf))));
  return files;
}
