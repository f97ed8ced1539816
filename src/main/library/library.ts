import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ImageRecord, ThumbSize } from '@shared/domain/image.ts';
import type { RevisedImage } from '@shared/domain/library-query.ts';
import { Failure } from '@shared/errors.ts';
import { belongsToOtherUser } from '../files/other-user.ts';
import type { Clock, Log, PictureFile } from '../ports.ts';
import { followHistory, hasLog } from './database/continuity.ts';
import { asFailure, type WriteDb, writeTransaction } from './database/db.ts';
import { isOlder, openDatabase } from './database/open-database.ts';
import { watchDamagedRows } from './database/rows.ts';
import { hasTraces } from './database/traces.ts';
import { type BlobInfo, blobInfo, setNeedsDisplay } from './images/blobs.ts';
import { imageRowsByIds } from './images/image-rows.ts';
import {
  addImportedImage,
  findDuplicate,
  imageById,
  imagesById,
  liveIds,
  type NewImport,
} from './images/images.ts';
import { recordAction } from './journal/journal.ts';
import { type Change, columnChange, picturesOf } from './journal/journal-change.ts';
import { DB_NAME, isMoved, libraryFolder } from './library-folder.ts';
import { liveCount } from './lists/facets.ts';
import { type Disk, diskFailure, makeFolder, realDisk } from './store/disk.ts';
import { type FolderLock, lockFolder } from './store/folder-lock.ts';
import { type ObjectStore, openObjectStore } from './store/objects.ts';
import { returnKnown } from './store/orphans.ts';

/** Images and their files. Every write is one transaction and is on disk when the call returns. */
export interface Library {
  readonly folder: string;
  readonly db: WriteDb;
  readonly objects: ObjectStore;
  /** Also returns removed images: the history still shows them. Throws `not-found`. */
  picture(id: number): ImageRecord;
  /** Returns these images as pages show them, including removed ones. Unknown ids are left out. */
  pictures(ids: readonly number[]): RevisedImage[];
  /** Soft delete. Returns the images that were live. */
  remove(ids: readonly number[]): ImageRecord[];
  /** Returns the images that were removed. */
  restore(ids: readonly number[]): ImageRecord[];
  /** Returns the file with these bytes, even if no live image shows it, or null. */
  pictureFile(sha256: string): PictureFile | null;
  /** Returns a cached thumbnail, or null if it must be made. */
  thumbFile(sha256: string, size: ThumbSize): Promise<PictureFile | null>;
  /** Returns null if these bytes were never imported or were permanently deleted. */
  blob(sha256: string): BlobInfo | null;
  /** Records whether these bytes need a display copy. */
  setNeedsDisplay(sha256: string, needsDisplay: boolean): void;
  /** Returns an image with the same bytes and name, preferring a live one over a removed one. */
  findDuplicate(sha256: string, name: string): ImageRecord | null;
  /** Adds imported images whose files are in the store, all or none. */
  addImports(pictures: readonly NewImport[]): ImageRecord[];
  /** Looks whether another process has taken the library over. */
  lookAtLock(): void;
  close(): void;
}

export interface LibraryOptions {
  readonly clock?: Clock;
  readonly disk?: Disk;
  /** Name of the database file in the library's folder. Different while a library is being rebuilt. */
  readonly dbName?: string;
  /** Called when a write was refused because the folder or its database file was replaced or is missing. */
  readonly onGone?: () => void;
  /** Called when another process took the library over, since this one seemed to be gone. */
  readonly onTaken?: () => void;
  /** Called with the duration of each commit, in milliseconds. */
  readonly onCommit?: (ms: number) => void;
  /** Called and awaited before a database of an older version is migrated. Never throws. */
  readonly beforeMigration?: (dbPath: string) => Promise<void>;
}

/** Attempts to open a locked database. The app stays responsive in between. */
const LOCKED_TRIES = 3;
const LOCKED_PAUSE_MS = 200;

/**
 * Opens the library of a data folder, and creates it if missing. One that was moved is never created. Throws a
 * `Failure` without changing anything: `library-gone`, `library-missing`, `library-damaged`, `library-newer`,
 * `library-in-use`, `library-locked`, `library-read-only`, `library-of-other-user`, `disk-full`.
 */
export async function openLibrary(
  userDataDir: string,
  log: Log,
  options: LibraryOptions = {},
): Promise<Library> {
  const clock = options.clock ?? Date.now;
  const folder = libraryFolder(userDataDir);
  const dbName = options.dbName ?? DB_NAME;
  const dbPath = join(folder, dbName);
  // The disk isn't connected, although the folder that it appears in may exist.
  if (isMoved(userDataDir) && !existsSync(dbPath) && !hasTraces(folder)) throw new Failure('library-gone');
  const { db, objects, hadLog, lock } = await openParts(folder, dbPath, options).catch((error: unknown) => {
    throw openFailure(error, folder);
  });
  watchDamagedRows(db, (damage) => log.warn('damaged row skipped', { ...damage }));
  const continuity = await followAndReturn().catch((error: unknown) => {
    db.close();
    lock.release();
    throw error;
  });
  log.info('library opened', { pictures: liveCount(db) });

  async function followAndReturn() {
    const followed = followHistory(db, folder, {
      dbPath,
      hadLog,
      onGone: options.onGone ?? (() => {}),
      onCommit: options.onCommit ?? (() => {}),
    });
    await returnKnown(db, folder, log);
    return followed;
  }

  const changed = (action: 'remove' | 'restore', now: number, change: () => Change | null) =>
    write(db, () => imagesById(db, recordAction(db, action, now, () => [change()]).flatMap(picturesOf)));

  return {
    folder,
    db,
    objects,
    picture(id) {
      const found = imageById(db, id);
      if (!found) throw new Failure('not-found');
      return found;
    },
    pictures: (ids) => imageRowsByIds(db, ids),
    remove(ids) {
      const now = clock();
      return changed('remove', now, () => columnChange(db, 'deleted_at', liveIds(db, ids), now));
    },
    restore: (ids) => changed('restore', clock(), () => columnChange(db, 'deleted_at', ids, null)),
    pictureFile(sha256) {
      const blob = blobInfo(db, sha256);
      return blob && { path: objects.objectPath(blob.sha256, blob.mime), mime: blob.mime };
    },
    thumbFile: objects.thumbFile,
    blob: (sha256) => blobInfo(db, sha256),
    setNeedsDisplay: (sha256, needsDisplay) => write(db, () => setNeedsDisplay(db, sha256, needsDisplay)),
    findDuplicate: (sha256, name) => findDuplicate(db, sha256, name),
    addImports(pictures) {
      const now = clock();
      try {
        return write(db, () => {
          const ids = pictures.map((picture) => addImportedImage(db, picture, now));
          return imagesById(db, ids);
        });
      } finally {
        objects.settled(...pictures.map(({ sha256 }) => sha256));
      }
    },
    close() {
      try {
        continuity.close();
      } catch (error) {
        // The next start finds an unclosed session and is merely more careful.
        log.warn('failed to close library', { error: String(error) });
      } finally {
        db.close();
        lock.release();
      }
    },
    lookAtLock: lock.look,
  };
}

async function openParts(
  folder: string,
  dbPath: string,
  { disk = realDisk, dbName = DB_NAME, beforeMigration, onTaken = () => {} }: LibraryOptions,
): Promise<{
  readonly db: WriteDb;
  readonly objects: ObjectStore;
  readonly hadLog: boolean;
  readonly lock: FolderLock;
}> {
  await makeFolder(disk, folder);
  // Before anything is read or emptied: another process may be at work here.
  const lock = await lockFolder(folder, onTaken);
  let db: WriteDb | null = null;
  try {
    assertUsable(folder, dbPath);
    const hadLog = hasLog(dbPath);
    if (beforeMigration && isOlder(dbPath)) await beforeMigration(dbPath);
    db = await openUnlocked(dbPath, () => dbName !== DB_NAME || !wasHere(folder, dbPath, hadLog));
    return { db, hadLog, lock, objects: await openObjectStore(folder, disk) };
  } catch (error) {
    db?.close();
    lock.release();
    throw error;
  }
}

/** Throws if this user may not write what is there. SQLite would open the database anyway, only to read. */
function assertUsable(folder: string, dbPath: string): void {
  for (const path of [dbPath, ...['objects', 'thumbs', 'tmp'].map((name) => join(folder, name))])
    if (existsSync(path)) accessSync(path, constants.R_OK | constants.W_OK);
}

/** Whether a library existed here: its images, or the log of a missing database. */
function wasHere(folder: string, dbPath: string, hadLog: boolean): boolean {
  return hasTraces(folder) || (hadLog && (statSync(dbPath, { throwIfNoEntry: false })?.size ?? 0) === 0);
}

async function openUnlocked(dbPath: string, mayBeNew: () => boolean): Promise<WriteDb> {
  for (let tries = 1; ; tries += 1) {
    try {
      return openDatabase(dbPath, mayBeNew);
    } catch (error) {
      const locked = error instanceof Failure && error.code === 'library-locked';
      if (!locked || tries === LOCKED_TRIES) throw error;
    }
    await sleep(LOCKED_PAUSE_MS);
  }
}

/** In an unwritable folder, SQLite only reports that it can't open a file. */
function openFailure(error: unknown, folder: string): unknown {
  const failure = diskFailure(error);
  const isRefused = !(failure instanceof Failure) || failure.code === 'library-read-only';
  if (isRefused && belongsToOtherUser(folder)) return new Failure('library-of-other-user');
  if (failure instanceof Failure) return failure;
  try {
    accessSync(folder, constants.R_OK | constants.W_OK);
    return failure;
  } catch {
    return new Failure('library-read-only');
  }
}

function write<T>(db: WriteDb, work: () => T): T {
  try {
    return writeTransaction(db, work);
  } catch (error) {
    throw asFailure(error);
  }
}
