import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { asFailure, statement, type WriteDb } from '../database/db.ts';
import { RECOUNT_WORK } from '../database/migrations/040-organise.ts';
import { COLLECT_PROMPTS } from '../database/migrations/060-presets.ts';
import { numbers } from '../database/rows.ts';
import { indexForSearch } from '../lists/search.ts';
import { storedFiles } from '../store/orphans.ts';
import { addSidecar } from './add-sidecar.ts';
import { createIdPlanner } from './id-plan.ts';
import { parseSidecar, type Sidecar, sidecarPath } from './sidecar.ts';

export interface RestoredSidecars {
  readonly pictures: number;
  /** Number of unreadable sidecars. Their images have no row yet. */
  readonly refused: number;
}

/** Progress of a restore in sidecars, each of which is read twice. */
export interface RestoreProgress {
  readonly done: number;
  readonly total: number;
}

/**
 * Fills an empty database, which nothing else has open, from the sidecars: one pass to collect the records,
 * one to add them, in one transaction. Memory grows with the number of records, not with their content. `now`
 * in milliseconds since 1970.
 */
export async function restoreSidecars(
  dbPath: string,
  objectsFolder: string,
  now: number,
  onProgress: (progress: RestoreProgress) => void,
): Promise<RestoredSidecars> {
  const hashes = await hashesWithFile(objectsFolder);
  const total = hashes.length * 2;
  const step = (done: number) => {
    if (done % PROGRESS_STEP === 0 || done === total) onProgress({ done, total });
  };
  const planner = createIdPlanner();
  const sound: string[] = [];
  let refused = 0;
  for (const [at, sha256] of hashes.entries()) {
    const sidecar = await readSidecar(objectsFolder, sha256);
    if (sidecar === 'damaged') refused += 1;
    else if (sidecar) {
      planner.add(sidecar);
      sound.push(sha256);
    }
    step(at + 1);
  }
  const db = openForFilling(dbPath);
  try {
    const plan = planner.plan(db);
    db.exec('BEGIN');
    for (const [at, sha256] of sound.entries()) {
      const sidecar = await readSidecar(objectsFolder, sha256);
      if (sidecar && sidecar !== 'damaged') addSidecar(db, plan, sidecar, now);
      step(hashes.length + at + 1);
    }
    deriveTheRest(db);
    if (statement(db, 'SELECT 1 FROM pragma_foreign_key_check LIMIT 1').get())
      throw new Error('the sidecars do not fit together');
    db.exec('COMMIT');
    onProgress({ done: total, total });
    return { pictures: plan.pictures, refused };
  } catch (error) {
    throw asFailure(error);
  } finally {
    // Closing rolls back an open transaction.
    db.close();
  }
}

const PROGRESS_STEP = 200;

function openForFilling(dbPath: string): WriteDb {
  const db = new Database(dbPath, { fileMustExist: true }) as WriteDb;
  // Images and edits reference each other, so neither can be first.
  db.pragma('foreign_keys = OFF');
  return db;
}

/** Hashes of images in the store with their own file, each once, even if it exists with two extensions. */
async function hashesWithFile(objectsFolder: string): Promise<string[]> {
  const hashes = new Set<string>();
  for (const shelf of await readdir(objectsFolder))
    for (const { sha256 } of await storedFiles(join(objectsFolder, shelf)))
      if (sha256.startsWith(shelf)) hashes.add(sha256);
  return [...hashes];
}

/** Returns null if the image has no sidecar. */
async function readSidecar(objectsFolder: string, sha256: string): Promise<Sidecar | 'damaged' | null> {
  const text = await readFile(sidecarPath(objectsFolder, sha256), 'utf8').catch(() => null);
  if (text === null) return null;
  const sidecar = parseSidecar(text);
  return sidecar?.blob.sha256 === sha256 ? sidecar : 'damaged';
}

/** Recomputes the data that triggers and services derive from these rows. */
function deriveTheRest(db: WriteDb): void {
  db.exec(`
    UPDATE images SET (engine, model) = (SELECT engine, model FROM edits WHERE edits.id = edit_id) WHERE edit_id IS NOT NULL;
    ${RECOUNT_WORK} DELETE FROM prompts; ${COLLECT_PROMPTS}`);
  for (const id of numbers(db, 'SELECT id FROM images WHERE deleted_at IS NULL ORDER BY id'))
    indexForSearch(db, id);
}
