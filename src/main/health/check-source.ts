import { existsSync } from 'node:fs';
import { Failure } from '@shared/errors.ts';
import PQueue from 'p-queue';
import { hasHash } from '../files/hash-file.ts';
import type { WriteDb } from '../library/database/db.ts';
import { recordChecks } from '../library/health/file-checks.ts';
import { mendObject } from '../library/store/fetch-object.ts';
import type { Clock, Log, PictureFile } from '../ports.ts';

/**
 * Throws `picture-damaged` if a stored picture changed and no intact copy is found; `not-found` if its file
 * is missing.
 */
export type CheckSource = (source: StoredFile, reason?: keyof typeof MISSING) => Promise<void>;

/** The reason if the file is missing, for each reason if it is damaged. */
const MISSING = {
  'source-damaged': 'source-missing',
  'reference-damaged': 'reference-missing',
  'part-damaged': 'picture-gone',
} as const;

/** A file of the store and the hash that it must have. */
export type StoredFile = PictureFile & { readonly sha256: string };

/**
 * Checks a stored picture before it is used: a damaged one would be sent and paid for, and its result could
 * not be reproduced. It is restored from an intact copy if there is one.
 */
export function createSourceCheck(deps: {
  readonly db: WriteDb;
  /** The library's folder. */
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Folders with copies of the store, such as that on another disk. */
  readonly copies?: () => readonly string[];
  /** It is known of another picture that it is damaged, or no longer is. */
  readonly changed: () => void;
}): CheckSource {
  const { db, folder, clock, log } = deps;
  // In order: runs that start together are sent in the order of the queue, and one source isn't restored twice.
  const inOrder = new PQueue({ concurrency: 1 });
  const check: CheckSource = async ({ path, sha256 }, reason = 'source-damaged') => {
    if (await hasHash(path, sha256)) return;
    const sound = await mendObject(folder, path, sha256, deps.copies?.() ?? []);
    recordChecks(db, [{ sha256, sound }], clock());
    deps.changed();
    if (sound) {
      log.warn('damaged picture replaced by its copy', { sha256 });
      return;
    }
    if (!existsSync(path)) throw new Failure('not-found', { reason: MISSING[reason] });
    log.error('damaged picture refused', { sha256 });
    throw new Failure('picture-damaged', { reason });
  };
  return (source, reason) => inOrder.add(() => check(source, reason));
}
