import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure } from '@shared/errors.ts';
import Database from 'better-sqlite3';
import { asFailure, type WriteDb } from '../database/db.ts';
import { RECOUNT_WORK } from '../database/migrations/040-organise.ts';
import { COLLECT_PROMPTS } from '../database/migrations/060-presets.ts';
import { numbers } from '../database/rows.ts';
import { indexForSearch } from '../lists/search.ts';
import { storedFiles } from '../store/orphans.ts';
import { addSidecar } from './add-sidecar.ts';
import { dropDangling } from './drop-dangling.ts';
import { createIdPlanner } from './id-plan.ts';
import { addLibrarySidecar, forgetPrompts, readLibrarySidecar } from './library-sidecar.ts';
import { addPart, type PartSidecar } from './part-sidecar.ts';
import { readSidecar } from './read-sidecar.ts';

export interface RestoredSidecars {
  readonly pictures: number;
  /** Number of unreadable sidecars. Their images have no row yet. */
  readonly refused: number;
}

/** Progress of a restore in sidecars. Each counts twice, since that of a picture is read twice. */
export interface RestoreProgress {
  readonly done: number;
  readonly total: number;
}

interface Restore {
  readonly db: WriteDb;
  readonly objectsFolder: string;
  readonly now: number;
  readonly hashes: ReadonlySet<string>;
  readonly onProgress: (progress: RestoreProgress) => void;
  readonly signal: AbortSignal;
}

/** Maximum number of passes without the sidecars that could not be added. */
const PASSES_MAX = 4;

/**
 * Fills an empty database, which nothing else has open, from the sidecars: one pass to collect the records,
 * one to add them, in one transaction. Memory grows with the number of records, not with their content. `now`
 * in milliseconds since 1970. Throws `interrupted` if `signal` is aborted; the database is empty then.
 */
export async function restoreSidecars(
  dbPath: string,
  objectsFolder: string,
  now: number,
  onProgress: (progress: RestoreProgress) => void,
  signal: AbortSignal = new AbortController().signal,
): Promise<RestoredSidecars> {
  const hashes = await hashesWithFile(objectsFolder);
  const refused = new Set<string>();
  const db = openForFilling(dbPath);
  try {
    for (let pass = 1; ; pass += 1) {
      const restore: Restore = { db, objectsFolder, now, hashes, onProgress, signal };
      const { pictures, failed } = await fill(restore, refused);
      if (failed.length === 0 || pass === PASSES_MAX) {
        dropDangling(db);
        db.exec('COMMIT');
        onProgress({ done: hashes.size * 2, total: hashes.size * 2 });
        return { pictures, refused: refused.size + failed.length };
      }
      db.exec('ROLLBACK');
      for (const sha256 of failed) refused.add(sha256);
    }
  } catch (error) {
    throw asFailure(error);
  } finally {
    // Closing rolls back an open transaction.
    db.close();
  }
}

/** Begins a transaction and adds all sidecars but those refused. Answers those that could not be added. */
async function fill(
  { db, objectsFolder, now, hashes, onProgress, signal }: Restore,
  refused: Set<string>,
): Promise<{ readonly pictures: number; readonly failed: string[] }> {
  const total = hashes.size * 2;
  let done = 0;
  const step = () => {
    if (signal.aborted) throw new Failure('interrupted');
    done += 1;
    if (done % PROGRESS_STEP === 0) onProgress({ done, total });
  };
  const planner = createIdPlanner();
  const sound: string[] = [];
  const parts: PartSidecar[] = [];
  const readable = [...hashes].filter((sha256) => !refused.has(sha256));
  for (let left = readable.length; left < hashes.size; left += 1) step();
  for await (const { sha256, sidecar } of readAhead(objectsFolder, readable)) {
    if (sidecar === 'damaged') refused.add(sha256);
    else if (sidecar?.format === 'reseed-part') parts.push(sidecar);
    else if (sidecar) {
      planner.add(sidecar);
      sound.push(sha256);
    }
    step();
  }
  const library = await readLibrarySidecar(dirname(objectsFolder));
  const plan = planner.plan(db);
  db.exec('BEGIN');
  if (library) addLibrarySidecar(db, library);
  const failed: string[] = [];
  const tryToAdd = (sha256: string, add: () => void) => {
    db.exec('SAVEPOINT one');
    try {
      add();
    } catch {
      db.exec('ROLLBACK TO one');
      failed.push(sha256);
    }
    db.exec('RELEASE one');
  };
  for await (const { sha256, sidecar } of readAhead(objectsFolder, sound)) {
    if (sidecar && sidecar !== 'damaged' && sidecar.format === 'reseed-picture')
      tryToAdd(sha256, () => addSidecar(db, plan, sidecar, now));
    step();
  }
  // After those of their sources.
  for (const part of parts)
    tryToAdd(part.blob.sha256, () => addPart(db, part, now, (source) => hashes.has(source)));
  deriveTheRest(db);
  if (library) forgetPrompts(db, library);
  return { pictures: plan.pictures, failed };
}

const PROGRESS_STEP = 200;

/** Number of sidecars that are read while another one is added. */
const AHEAD = 16;

/** Reads the sidecars of these files in their order. */
async function* readAhead(objectsFolder: string, hashes: readonly string[]) {
  const reading: { readonly sha256: string; readonly sidecar: ReturnType<typeof readSidecar> }[] = [];
  const rest = hashes.values();
  for (;;) {
    while (reading.length < AHEAD) {
      const { value: sha256 } = rest.next();
      if (sha256 === undefined) break;
      reading.push({ sha256, sidecar: readSidecar(objectsFolder, sha256) });
    }
    const first = reading.shift();
    if (!first) return;
    yield { sha256: first.sha256, sidecar: await first.sidecar };
  }
}

function openForFilling(dbPath: string): WriteDb {
  const db = new Database(dbPath, { fileMustExist: true }) as WriteDb;
  // Images and edits reference each other, so neither can be first.
  db.pragma('foreign_keys = OFF');
  return db;
}

/** Hashes of images in the store with their own file, each once, even if it exists with two extensions. */
async function hashesWithFile(objectsFolder: string): Promise<Set<string>> {
  const hashes = new Set<string>();
  for (const shelf of await readdir(objectsFolder))
    for (const { sha256 } of await storedFiles(join(objectsFolder, shelf)))
      if (sha256.startsWith(shelf)) hashes.add(sha256);
  return hashes;
}

/** Recomputes the data that triggers and services derive from these rows. */
function deriveTheRest(db: WriteDb): void {
  db.exec(`
    UPDATE images SET (engine, model) = (SELECT engine, model FROM edits WHERE edits.id = edit_id) WHERE edit_id IS NOT NULL;
    ${RECOUNT_WORK} DELETE FROM prompts; ${COLLECT_PROMPTS}`);
  for (const id of numbers(db, 'SELECT id FROM images WHERE deleted_at IS NULL ORDER BY id'))
    indexForSearch(db, id);
}
