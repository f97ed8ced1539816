import { isRaw } from '@shared/domain/image.ts';
import { isWholePicture, Prepare, WHOLE_PICTURE } from '@shared/domain/prepare.ts';
import { Failure } from '@shared/errors.ts';
import { hasHash } from '../files/hash-file.ts';
import type { CheckSource } from '../health/check-source.ts';
import type { WriteDb } from '../library/database/db.ts';
import { type BlobInfo, blobInfo, decodedBlob } from '../library/images/blobs.ts';
import { isPreparedPart, keepPrepared, preparedBlob } from '../library/images/uploads.ts';
import { assertInside, maskFor } from '../library/ledger/local-parts.ts';
import type { ObjectStore } from '../library/store/objects.ts';
import type { Clock, Imaging, PictureFile } from '../ports.ts';

/** Maximum number of pixels sent: FLUX.2 outputs one megapixel and accepts at most four. */
export const UPLOAD_MAX_PIXELS = 4_000_000;
/** The service rejects larger uploads. */
const UPLOAD_MAX_BYTES = 50 * 1024 * 1024;

/** The file sent for a source: an image of its own in the store. */
export interface Prepared extends BlobInfo {
  readonly path: string;
}

export interface PrepareService {
  /**
   * Prepares the image that is sent for a source: the part that `how` names (default: all), with protected
   * areas replaced, upright, without metadata (especially GPS), at most 4 MP. JPEG for a JPEG or the JPEG in
   * a raw file, otherwise PNG. It is made once and kept, so that a preview shows the exact bytes that are
   * sent.
   */
  prepare(sourceSha256: string, how?: Prepare, signal?: AbortSignal): Promise<Prepared>;
}

interface PrepareServiceDeps {
  readonly db: WriteDb;
  readonly objects: ObjectStore;
  readonly pictureFile: (sha256: string) => PictureFile | null;
  readonly imaging: Imaging;
  readonly clock: Clock;
  readonly checkSource: CheckSource;
}

export function createPrepareService({
  db,
  objects,
  pictureFile,
  imaging,
  clock,
  checkSource,
}: PrepareServiceDeps): PrepareService {
  const making = new Map<string, Promise<Prepared>>();

  const withPath = (blob: BlobInfo): Prepared => ({
    ...blob,
    path: objects.objectPath(blob.sha256, blob.mime),
  });

  /**
   * Returns the existing file. A part of another image is sent as stored: making it again could produce other
   * bytes than the preview showed.
   */
  function kept(sourceSha256: string, how: Prepare): Prepared | null {
    const isPart = isWholePicture(how) && isPreparedPart(db, sourceSha256);
    const blob = isPart ? blobInfo(db, sourceSha256) : preparedBlob(db, sourceSha256, how);
    return blob && withPath(blob);
  }

  /** Throws `Failure` if the region or mask doesn't fit the source. */
  async function protectPath(sourceSha256: string, how: Prepare): Promise<string | null> {
    const source = blobInfo(db, sourceSha256);
    if (!source) throw new Failure('not-found', { reason: 'source-missing' });
    assertInside(how, source);
    if (how.protect === null) return null;
    const mask = withPath(maskFor(db, how.protect, source, how));
    await checkSource(mask);
    return mask.path;
  }

  async function make(sourceSha256: string, how: Prepare): Promise<Prepared> {
    const source = pictureFile(sourceSha256);
    if (!source) throw new Failure('not-found', { reason: 'source-missing' });
    await checkSource({ ...source, sha256: sourceSha256 });
    const isJpeg = source.mime === 'image/jpeg' || isRaw(source.mime);
    const to = isJpeg ? 'image/jpeg' : 'image/png';
    const path = objects.tempPath(to.slice('image/'.length));
    try {
      const { mime, width, height } = isWholePicture(how)
        ? await imaging.convert(source, to, path, { maxPixels: UPLOAD_MAX_PIXELS })
        : await imaging.prepare(
            source,
            { prepare: how, protect: await protectPath(sourceSha256, how) },
            to,
            path,
            {
              maxPixels: UPLOAD_MAX_PIXELS,
            },
          );
      const staged = await objects.stage(path, { maxBytes: UPLOAD_MAX_BYTES });
      await objects.commit(staged, mime);
      const blob = decodedBlob(staged, mime, { width, height });
      try {
        keepPrepared(db, sourceSha256, how, blob, clock());
      } finally {
        objects.settled(staged.sha256);
      }
      return withPath(blob);
    } finally {
      await objects.discard(path);
    }
  }

  return {
    async prepare(sourceSha256, how = WHOLE_PICTURE, signal) {
      const found = kept(sourceSha256, how);
      // One that is damaged is made again.
      if (found && (await hasHash(found.path, found.sha256))) return found;
      const name = `${sourceSha256} ${JSON.stringify(Prepare.parse(how))}`;
      const work = making.get(name) ?? make(sourceSha256, how).finally(() => making.delete(name));
      making.set(name, work);
      const prepared = await work;
      signal?.throwIfAborted();
      return prepared;
    },
  };
}
