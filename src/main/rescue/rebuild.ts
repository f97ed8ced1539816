import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Keeper } from '../keeper/keeper.ts';
import type { JobOutput } from '../keeper/messages.ts';
import type { ReadDb } from '../library/database/db.ts';
import { dropDatabase, keepDatabaseAside, nameDatabase } from '../library/database/keep-aside.ts';
import { type Library, openLibrary } from '../library/library.ts';
import { DB_NAME, libraryFolder } from '../library/library-folder.ts';
import { replaceLost } from '../library/sidecars/replace-lost.ts';
import { orphanFiles, putBack, type StoredFile, storedFiles, withoutRow } from '../library/store/orphans.ts';
import type { Clock, Imaging, Log } from '../ports.ts';
import { type TakenBack, takeBack } from './take-back.ts';

/**
 * Name of the new database until it contains every picture, so that an interrupted rebuild leaves no half
 * library.
 */
const BUILDING = 'library.rebuilding.db';

export interface RebuildDeps {
  readonly userData: string;
  readonly imaging: Imaging;
  readonly keeper: Keeper;
  readonly log: Log;
  readonly clock: Clock;
  readonly onProgress: (progress: { readonly done: number; readonly total: number }) => void;
  readonly signal: AbortSignal;
}

/**
 * Builds a new database from the files in `objects/` and `orphans/` and keeps the old one. Everything in the
 * sidecars is restored. A picture without one becomes an imported picture. On a `Failure` such as a full
 * disk, nothing has changed.
 */
export async function rebuildLibrary(deps: RebuildDeps): Promise<TakenBack> {
  const { userData, imaging, log, clock, signal } = deps;
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
    const restored = await restoreFromSidecars(deps, folder, total);
    signal.throwIfAborted();
    library = await open();
    const rest = withoutRowInPieces(library.db, files);
    const taken = await takeBack(
      { library, imaging, log, emit: () => {} },
      rest,
      (done) => deps.onProgress({ done: total - rest.length + done, total }),
      signal,
    );
    signal.throwIfAborted();
    replaceLost(library.db);
    library.close();
    keepDatabaseAside(folder, DB_NAME, clock());
    await nameDatabase(folder, BUILDING, DB_NAME);
    log.info('library rebuilt', {
      fromSidecars: restored.pictures,
      damagedSidecars: restored.refused,
      ...taken,
    });
    return { ...taken, taken: taken.taken + restored.pictures };
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

/** Number of files per query. */
const PIECE = 1000;

function withoutRowInPieces(db: ReadDb, files: readonly StoredFile[]): StoredFile[] {
  const found: StoredFile[] = [];
  for (let at = 0; at < files.length; at += PIECE) found.push(...withoutRow(db, files.slice(at, at + PIECE)));
  return found;
}

async function allObjects(folder: string): Promise<StoredFile[]> {
  const objects = join(folder, 'objects');
  const files: StoredFile[] = [];
  for (const shelf of await readdir(objects)) files.push(...(await storedFiles(join(objects, shelf))));
  return files;
}
