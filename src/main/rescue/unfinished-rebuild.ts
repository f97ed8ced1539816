import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomicNow } from '../files/write-file-atomic.ts';
import { identity } from '../library/database/continuity.ts';
import type { ReadDb } from '../library/database/db.ts';

/* `rebuild.json`: the library was rebuilt from its sidecars and is in use, and pictures without a sidecar are still being
   added. It exists until they are, so that the next start continues after a crash. */

const NAME = 'rebuild.json';
const UnfinishedRebuild = z.object({
  /** Id of the rebuilt database: any other one in this folder has nothing to continue. */
  library: z.string(),
  /** Number of pictures that came from sidecars. */
  restored: z.int().nonnegative(),
  /** Number of files without one. */
  total: z.int().nonnegative(),
});
type UnfinishedRebuild = Readonly<z.infer<typeof UnfinishedRebuild>>;

/** Records what is left to add to a rebuilt database. It is on disk when this returns. */
export function recordUnfinished(
  db: ReadDb,
  folder: string,
  counts: Pick<UnfinishedRebuild, 'restored' | 'total'>,
): void {
  const content: UnfinishedRebuild = { library: identity(db).library, ...counts };
  writeFileAtomicNow(join(folder, NAME), `${JSON.stringify(content)}\n`);
}

/** Returns what was left to add to this database, or null if nothing is. */
export function unfinishedRebuild(db: ReadDb, folder: string): UnfinishedRebuild | null {
  try {
    const found = UnfinishedRebuild.parse(JSON.parse(readFileSync(join(folder, NAME), 'utf8')));
    return found.library === identity(db).library ? found : null;
  } catch {
    return null;
  }
}

/** Removes the record of any rebuild. */
export function forgetUnfinished(folder: string): void {
  rmSync(join(folder, NAME), { force: true });
}
