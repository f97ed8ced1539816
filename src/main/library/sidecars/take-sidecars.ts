import { setRunsAside } from '../backups/set-runs-aside.ts';
import { statement, type WriteDb, writeTransaction } from '../database/db.ts';
import { recountWorkOf } from '../database/migrations/040-organise.ts';
import { reindexForSearch } from '../lists/search.ts';
import { type AddedRecords, addSidecar } from './add-sidecar.ts';
import { createIdPlanner, linksOf } from './id-plan.ts';
import { addPart, type PartSidecar } from './part-sidecar.ts';
import { readSidecar } from './read-sidecar.ts';
import type { Sidecar } from './sidecar.ts';

export interface TakenSidecars {
  /** Pictures that came back. */
  readonly pictures: number;
  /** Sidecars that could not be read or added: their files have no row yet. */
  readonly refused: number;
}

/**
 * Adds the sidecars of some files to a library in use. Those of one history are added in one transaction,
 * because they reference each other. Between two histories, `pause` lets other work run.
 */
export async function takeSidecars(
  db: WriteDb,
  objectsFolder: string,
  hashes: readonly string[],
  {
    now,
    pause,
    onProgress = () => {},
  }: {
    readonly now: number;
    readonly pause: () => Promise<void>;
    /** Receives the number of files whose sidecars were added so far. */
    readonly onProgress?: (done: number) => void;
  },
): Promise<TakenSidecars> {
  const groups = createGroups();
  const parts: PartSidecar[] = [];
  let refused = 0;
  let pictures = 0;
  let done = 0;
  for (const sha256 of hashes) {
    const sidecar = await readSidecar(objectsFolder, sha256);
    if (sidecar === 'damaged') refused += 1;
    else if (sidecar?.format === 'reseed-part') parts.push(sidecar);
    else if (sidecar) groups.add(sha256, linksOf(sidecar));
  }
  for (const group of groups.all()) {
    const sidecars: Sidecar[] = [];
    for (const sha256 of group) {
      const sidecar = await readSidecar(objectsFolder, sha256);
      if (sidecar && sidecar !== 'damaged' && sidecar.format === 'reseed-picture') sidecars.push(sidecar);
      else refused += 1;
    }
    await pause();
    const taken = addGroup(db, sidecars, now);
    pictures += taken.pictures;
    refused += taken.refused;
    done += group.length;
    onProgress(done);
  }
  const here = new Set(hashes);
  for (const part of parts) writeTransaction(db, () => addPart(db, part, now, (source) => here.has(source)));
  return { pictures, refused };
}

/** Adds sidecars that name each other: all of them, or else each of those that can be added alone. */
function addGroup(db: WriteDb, sidecars: readonly Sidecar[], now: number): TakenSidecars {
  try {
    return { pictures: addTogether(db, sidecars, now), refused: 0 };
  } catch (error) {
    // Invalid content fails again when added alone. Errors that stop all, such as a full disk, go to the
    // caller.
    const [first, ...others] = sidecars;
    if (!isAboutContent(error)) throw error;
    if (!first || others.length === 0) return { pictures: 0, refused: sidecars.length };
  }
  const alone = sidecars.map((sidecar) => addGroup(db, [sidecar], now));
  return {
    pictures: alone.reduce((sum, { pictures }) => sum + pictures, 0),
    refused: alone.reduce((sum, { refused }) => sum + refused, 0),
  };
}

/** A constraint of the database, or a value that it does not take. */
function isAboutContent(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.startsWith('SQLITE_CONSTRAINT') || code === 'SQLITE_MISMATCH' || code === 'SQLITE_RANGE';
}

function addTogether(db: WriteDb, sidecars: readonly Sidecar[], now: number): number {
  return writeTransaction(db, () => {
    // Pictures and edits name each other: neither can be first.
    db.pragma('defer_foreign_keys = ON');
    const planner = createIdPlanner();
    for (const sidecar of sidecars) planner.add(sidecar);
    const plan = planner.plan(db);
    const added = sidecars.map((sidecar) => addSidecar(db, plan, sidecar, now));
    derive(db, {
      images: added.flatMap(({ images }) => images),
      edits: added.flatMap(({ edits }) => edits),
      runs: added.flatMap(({ runs }) => runs),
    });
    setRunsAside(db, now, `id IN (${added.flatMap(({ runs }) => runs).join(', ')})`);
    const shown = new Set(sidecars.flatMap(({ blob, images }) => images.map(() => blob.sha256)));
    return shown.size;
  });
}

/** Recomputes derived data of these rows that triggers did not update. */
function derive(db: WriteDb, { images, edits, runs }: AddedRecords): void {
  const among = (ids: readonly number[]) => `(${ids.join(', ')})`;
  db.exec(`
    UPDATE images SET (engine, model) = (SELECT engine, model FROM edits WHERE edits.id = edit_id)
      WHERE edit_id IS NOT NULL AND id IN ${among(images)};
    ${recountWorkOf(`SELECT source_image_id FROM edits WHERE id IN ${among(edits)}
      OR id IN (SELECT edit_id FROM runs WHERE id IN ${among(runs)})`)}
    UPDATE prompts SET
      last_edit = (SELECT max(id) FROM edits WHERE edits.prompt = prompts.prompt),
      kept = (SELECT count(*) FROM images JOIN edits ON edits.id = images.edit_id
        WHERE edits.prompt = prompts.prompt AND deleted_at IS NULL AND (favourite = 1 OR rating > 0))
    WHERE prompt IN (SELECT prompt FROM edits WHERE id IN ${among(edits)}
      OR id IN (SELECT edit_id FROM images WHERE id IN ${among(images)}));`);
  for (const id of images)
    if (statement(db, 'SELECT 1 FROM images WHERE id = ? AND deleted_at IS NULL').get(id))
      reindexForSearch(db, id);
}

/** Puts names together that are linked by any key, directly or through others. */
function createGroups(): { add(name: string, keys: readonly string[]): void; all(): string[][] } {
  const parents = new Map<string, string>();
  const names: string[] = [];
  function rootOf(key: string): string {
    let root = key;
    for (let up = parents.get(root); up !== undefined && up !== root; up = parents.get(root)) root = up;
    // The way is shorter the next time.
    for (let at = key; at !== root; ) {
      const up = parents.get(at) ?? root;
      parents.set(at, root);
      at = up;
    }
    return root;
  }
  return {
    add(name, keys) {
      names.push(name);
      for (const key of keys) parents.set(rootOf(key), rootOf(name));
    },
    all() {
      const groups = new Map<string, string[]>();
      for (const name of names) {
        const root = rootOf(name);
        const group = groups.get(root) ?? [];
        group.push(name);
        groups.set(root, group);
      }
      return [...groups.values()];
    },
  };
}
