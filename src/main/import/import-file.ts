import { existsSync } from 'node:fs';
import { type ImageMime, type ImageRecord, isForeign, THUMB_SIZES } from '@shared/domain/image.ts';
import type { Emit } from '../bus.ts';
import { isUnsound, recordChecks } from '../library/health/file-checks.ts';
import type { Library } from '../library/library.ts';
import { cleanName } from '../library/names.ts';
import type { Staged } from '../library/store/staging.ts';
import type { Imaging, Log } from '../ports.ts';
import type { FilePath } from './file-path.ts';
import type { ImportOutcome } from './import-progress.ts';
import { createInsertBatcher } from './insert-batcher.ts';
import { createKeyedLock } from './keyed-lock.ts';
import { stagePicture, storePicture, withdraw } from './store-picture.ts';
import { makeThumbs } from './thumbs.ts';

/** The thumbnail for the grid, and those that can be made later. */
const [SMALL, ...LARGER] = THUMB_SIZES;

/**
 * Imports one file. Throws a `Failure` with the reason, or the signal's reason. `onStored` is called when
 * only the row is pending, which many files share. `onAdded` is called when the row is on disk. For a single
 * file that is before its larger thumbnail is made.
 */
export type ImportFile = (
  name: string,
  source: FilePath | AsyncIterable<Uint8Array>,
  signal: AbortSignal,
  onStored: () => void,
  onAdded?: (imageId: number) => void,
) => Promise<Extract<ImportOutcome, { readonly imageId: number }>>;

/**
 * Imports a file: stage and hash it, detect its type by content, look for a duplicate, decode it, move it
 * into the store, insert its row. Files with the same bytes wait for each other, so that the second finds the
 * first. A single file, like the first of a drop, is added with its small thumbnail before the larger one is
 * made, because encoding that takes as long as all the rest.
 */
export function createImportFile(deps: {
  readonly library: Library;
  readonly imaging: Imaging;
  readonly log: Log;
  readonly emit: Emit;
}): ImportFile {
  const { library, emit, log } = deps;
  const oneByOne = createKeyedLock();
  const batcher = createInsertBatcher(library.addImports, announce, (error) =>
    log.error('failed to emit added images', { error: String(error) }),
  );
  let atWork = 0;

  /** The event carries everything a page shows of them. */
  function announce(images: readonly ImageRecord[]): void {
    emit('library.added', { images: library.pictures(images.map(({ id }) => id)) });
  }

  async function makeLarger(sha256: string, signal: AbortSignal): Promise<void> {
    await makeThumbs(deps, sha256, LARGER, signal).catch((error: unknown) => {
      // It is made on the next request.
      if (!signal.aborted) log.warn('failed to make large thumbnail', { error: String(error) });
    });
  }

  /** Restores the removed picture. Returns null if it was permanently deleted in the meantime. */
  function restored(id: number, sha256: string, name: string): number | null {
    const images = library.restore([id]);
    if (images.length > 0) announce(images);
    const live = library.findDuplicate(sha256, name);
    if (live?.deletedAt !== null) return null;
    library.objects.settled(sha256);
    return live.id;
  }

  /** The file of a picture that is here already; it takes the place of a stored one that is missing or damaged. */
  async function mendTwin(staged: Staged, mime: ImageMime): Promise<void> {
    const { objects, db } = library;
    const path = objects.objectPath(staged.sha256, mime);
    if (existsSync(path) && !isUnsound(db, staged.sha256)) return objects.discard(staged.path);
    await objects.commit(staged, mime);
    objects.settled(staged.sha256);
    recordChecks(db, [{ sha256: staged.sha256, sound: true }], Date.now());
    objects.forgetShown(staged.sha256);
    log.info('picture repaired by importing it again', {});
    emit('picture.checked', {});
  }

  const importFile: ImportFile = async (rawName, source, signal, onStored, onAdded) => {
    const isAlone = atWork === 1;
    const name = cleanName(rawName);
    const { staged, mime } = await stagePicture(library, source, signal);
    try {
      // Where the browser has no decoder, decoding twice costs more than both thumbnails.
      const alone = isAlone && !isForeign(mime);
      return await oneByOne(staged.sha256, async () => {
        signal.throwIfAborted();
        const twin = library.findDuplicate(staged.sha256, name);
        if (twin?.deletedAt === null) {
          await mendTwin(staged, mime);
          return { kind: 'duplicate', imageId: twin.id };
        }
        const stored = await storePicture(deps, staged, mime, alone ? [SMALL] : THUMB_SIZES, signal);
        if (!alone) onStored();
        const imageId =
          (twin && restored(twin.id, staged.sha256, name)) ??
          (
            await batcher.add({ ...stored, name }).catch((error: unknown) => {
              withdraw(library, stored);
              throw error;
            })
          ).id;
        onAdded?.(imageId);
        if (alone) {
          const larger = makeLarger(staged.sha256, signal);
          onStored();
          await larger;
        }
        return { kind: 'added', imageId, lacks: (stored.notes?.length ?? 0) > 0 };
      });
    } catch (error) {
      await library.objects.discard(staged.path);
      throw error;
    }
  };

  return async (...args) => {
    atWork += 1;
    try {
      return await importFile(...args);
    } finally {
      atWork -= 1;
    }
  };
}
