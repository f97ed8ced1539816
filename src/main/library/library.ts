import { join } from 'node:path';
import type { ImageRecord, ThumbSize } from '@shared/domain/image.ts';
import { Failure } from '@shared/errors.ts';
import type { Clock, Log, PictureFile } from '../ports.ts';
import { type BlobInfo, blobInfo } from './blobs.ts';
import { asFailure, openDatabase, type WriteDb, writeTransaction } from './db.ts';
import { type Disk, makeFolder, realDisk } from './disk.ts';
import { liveCount } from './facets.ts';
import { addImportedImage, findDuplicate, imageById, imagesById, liveIds, type NewImport } from './images.ts';
import { recordAction } from './journal.ts';
import { type Change, columnChange, picturesOf } from './journal-change.ts';
import { type ObjectStore, openObjectStore } from './objects.ts';

/** The pictures and their files. Every write is one transaction and is on disk when the call returns. */
export interface Library {
  readonly folder: string;
  readonly db: WriteDb;
  readonly objects: ObjectStore;
  /** Removed pictures too: history still shows them. Throws `not-found`. */
  picture(id: number): ImageRecord;
  /** Soft delete; answers the pictures that were live. */
  remove(ids: readonly number[]): ImageRecord[];
  /** Answers the pictures that were removed. */
  restore(ids: readonly number[]): ImageRecord[];
  /** The file with these bytes, whether a live picture shows it or not; null when there is none, or no longer. */
  pictureFile(sha256: string): PictureFile | null;
  /** Path of a thumbnail in the cache; null when it has to be made (again). */
  thumbFile(sha256: string, size: ThumbSize): Promise<string | null>;
  /** What is known of these bytes; null when they were never taken in, or were deleted for good. */
  blob(sha256: string): BlobInfo | null;
  /** A picture with the same bytes and name: a live one before a removed one. */
  findDuplicate(sha256: string, name: string): ImageRecord | null;
  /** Adds imported pictures whose files are in the store; all or none. */
  addImports(pictures: readonly NewImport[]): ImageRecord[];
  close(): void;
}

/**
 * Opens `<userData>/library`, making it when it is not there. Throws `library-newer` or `library-damaged`, then having changed
 * nothing.
 */
export async function openLibrary(
  userDataDir: string,
  log: Log,
  options: { readonly clock?: Clock; readonly disk?: Disk } = {},
): Promise<Library> {
  const clock = options.clock ?? Date.now;
  const folder = join(userDataDir, 'library');
  await makeFolder(options.disk ?? realDisk, folder);
  const db = openDatabase(join(folder, 'library.db'));
  const objects = await openObjectStore(folder, options.disk).catch((error: unknown) => {
    db.close();
    throw error;
  });
  log.info('library opened', { pictures: liveCount(db) });

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
    remove(ids) {
      const now = clock();
      return changed('remove', now, () => columnChange(db, 'deleted_at', liveIds(db, ids), now));
    },
    restore: (ids) => changed('restore', clock(), () => columnChange(db, 'deleted_at', ids, null)),
    pictureFile(sha256) {
      const blob = blobInfo(db, sha256);
      return blob && { path: objects.objectPath(blob.sha256, blob.mime), mime: blob.mime };
    },
    thumbFile: async (sha256, size) =>
      (await objects.hasThumb(sha256, size)) ? objects.thumbPath(sha256, size) : null,
    blob: (sha256) => blobInfo(db, sha256),
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
    close: () => db.close(),
  };
}

function write<T>(db: WriteDb, work: () => T): T {
  try {
    return writeTransaction(db, work);
  } catch (error) {
    throw asFailure(error);
  }
}
