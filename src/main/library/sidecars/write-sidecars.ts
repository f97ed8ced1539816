import { existsSync } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import PQueue from 'p-queue';
import { writeFileAtomic } from '../../files/write-file-atomic.ts';
import { asFailure, type ReadDb } from '../database/db.ts';
import { texts } from '../database/rows.ts';
import { diskFailure } from '../store/disk.ts';
import { blobBy, composeSidecar, SIDECARS_OF_EDIT_SQL, SIDECARS_OF_IMAGE_SQL } from './compose-sidecar.ts';
import { composeLibrarySidecar, LIBRARY_SIDECAR, parseLibrarySidecar } from './library-sidecar.ts';
import { composePart } from './part-sidecar.ts';
import { parsePart } from './read-sidecar.ts';
import { parseSidecar, sidecarPath, sidecarText, UNREADABLE_ENDING } from './sidecar.ts';
import { type QueuedRecord, queuedRecords } from './sidecar-queue.ts';

/** Number of files written at the same time: each waits for the disk three times. */
const AT_ONCE = 8;
const BUSY_MS = 5000;

export interface WrittenSidecars {
  /** The records whose sidecars are on disk now, as they were read. */
  readonly records: QueuedRecord[];
  /** Number of files written. Unchanged ones are skipped. */
  readonly files: number;
  /** Number of unreadable records. They are also in `records`, because they would fail again. */
  readonly damaged: number;
}

/**
 * Writes the sidecars of up to `limit` queued records from one database snapshot. Once it resolves, they are
 * on disk and verified by reading. On a `Failure` such as `disk-full`, the queue is unchanged.
 */
export async function writeSidecars(
  dbPath: string,
  objectsFolder: string,
  limit: number,
): Promise<WrittenSidecars> {
  const db = new Database(dbPath, { readonly: true, fileMustExist: true, timeout: BUSY_MS }) as ReadDb;
  let records: QueuedRecord[] = [];
  let damaged = 0;
  const contents = new Map<string, string | null>();
  try {
    db.transaction(() => {
      records = queuedRecords(db, limit);
      const compose = (
        path: string,
        sidecar: () => Parameters<typeof sidecarText>[0] | null,
        isGone = () => false,
      ) => {
        try {
          const composed = sidecar();
          if (composed) contents.set(path, sidecarText(composed));
          else if (isGone()) contents.set(path, null);
        } catch {
          damaged += 1;
        }
      };
      for (const sha256 of new Set(records.flatMap((record) => sidecarsOf(db, record))))
        compose(
          sidecarPath(objectsFolder, sha256),
          () => composeSidecar(db, sha256) ?? composePart(db, sha256),
          // Without a row it may be lost rather than purged, and its sidecar all that is known of it.
          () => (blobBy(db, sha256)?.purgedAt ?? null) !== null,
        );
      if (records.some(({ kind }) => kind === 'library'))
        compose(join(dirname(objectsFolder), LIBRARY_SIDECAR), () => composeLibrarySidecar(db));
    })();
  } catch (error) {
    throw asFailure(error);
  } finally {
    db.close();
  }
  let files = 0;
  const queue = new PQueue({ concurrency: AT_ONCE });
  const one = async ([path, text]: [string, string | null]) => {
    if (await writeSidecar(path, text)) files += 1;
  };
  await queue.addAll([...contents].map((each) => () => one(each))).finally(() => queue.clear());
  return { records, files, damaged };
}

function sidecarsOf(db: ReadDb, { kind, id }: QueuedRecord): string[] {
  if (kind === 'library') return [];
  return kind === 'image' ? texts(db, SIDECARS_OF_IMAGE_SQL, id) : texts(db, SIDECARS_OF_EDIT_SQL, { id });
}

const isReadable = (text: string) =>
  parseSidecar(text) !== null || parsePart(text) !== null || parseLibrarySidecar(text) !== null;

/** Returns whether the file changed. The sidecar of a deleted image is removed. */
async function writeSidecar(path: string, text: string | null): Promise<boolean> {
  if (text === null) {
    await rm(path, { force: true });
    return false;
  }
  const before = await readFile(path, 'utf8').catch(() => null);
  if (before === text) return false;
  // The image's own file is missing: don't create its folder for a sidecar alone.
  if (!existsSync(dirname(path)) && existsSync(dirname(dirname(path)))) return false;
  try {
    // Written by a newer version, or damaged: its content may be all that is known.
    if (before !== null && !isReadable(before)) await rename(path, `${path}${UNREADABLE_ENDING}`);
    await writeFileAtomic(path, text);
  } catch (error) {
    throw diskFailure(error);
  }
  if ((await readFile(path, 'utf8')) !== text)
    throw new Error('a sidecar does not hold what was written to it');
  return true;
}
