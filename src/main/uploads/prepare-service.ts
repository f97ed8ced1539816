import { isRaw } from '@shared/domain/image.ts';
import { isWholePicture, Prepare, WHOLE_PICTURE } from '@shared/domain/prepare.ts';
import { Failure } from '@shared/errors.ts';
import type { WriteDb } from '../library/database/db.ts';
import { type BlobInfo, blobInfo, decodedBlob } from '../library/images/blobs.ts';
import { isPreparedPart, keepPrepared, preparedBlob } from '../library/images/uploads.ts';
import { assertInside, maskFor } from '../library/ledger/local-parts.ts';
import type { ObjectStore } from '../library/store/objects.ts';
import type { Clock, Imaging, PictureFile } from '../ports.ts';

/** Most pixels that are sent: FLUX.2 makes one megapixel, and takes no more than four in. */
export const UPLOAD_MAX_PIXELS = 4_000_000;
/** The service refuses larger uploads. */
const UPLOAD_MAX_BYTES = 50 * 1024 * 1024;

/** What leaves this machine for a source: a picture of its own, kept in the store. */
export interface Prepared extends BlobInfo {
  readonly path: string;
}

export interface PrepareService {
  /**
   * The picture that is sent for a source: the part of it that `how` names (all of it when left out), without what is protected, upright, without metadata (GPS above all), at most 4 MP, JPEG for a JPEG
   * and for the JPEG in a raw file, PNG for all else. Made once and kept, so that what a preview shows are the very bytes that are sent.
   */
  prepare(sourceSha256: string, how?: Prepare, signal?: AbortSignal): Promise<Prepared>;
}

interface PrepareServiceDeps {
  readonly db: WriteDb;
  readonly objects: ObjectStore;
  readonly pictureFile: (sha256: string) => PictureFile | null;
  readonly imaging: Imaging;
  readonly clock: Clock;
}

export function createPrepareService({
  db,
  objects,
  pictureFile,
  imaging,
  clock,
}: PrepareServiceDeps): PrepareService {
  const making = new Map<string, Promise<Prepared>>();

  const withPath = (blob: BlobInfo): Prepared => ({
    ...blob,
    path: objects.objectPath(blob.sha256, blob.mime),
  });

  /** What was made before; a part of another picture is sent as it is, since made anew it would be other bytes than a preview showed. */
  function kept(sourceSha256: string, how: Prepare): Prepared | null {
    const isPart = isWholePicture(how) && isPreparedPart(db, sourceSha256);
    const blob = isPart ? blobInfo(db, sourceSha256) : preparedBlob(db, sourceSha256, how);
    return blob && withPath(blob);
  }

  /** Throws `Failure` when the region or the mask does not fit the source. */
  function protectPath(sourceSha256: string, how: Prepare): string | null {
    const source = blobInfo(db, sourceSha256);
    if (!source) throw new Failure('not-found', { reason: 'source-missing' });
    assertInside(how, source);
    return how.protect === null ? null : withPath(maskFor(db, how.protect, source, how)).path;
  }

  async function make(sourceSha256: string, how: Prepare): Promise<Prepared> {
    const source = pictureFile(sourceSha256);
    if (!source) throw new Failure('not-found', { reason: 'source-missing' });
    const isJpeg = source.mime === 'image/jpeg' || isRaw(source.mime);
    const to = isJpeg ? 'image/jpeg' : 'image/png';
    const path = objects.tempPath(to.slice('image/'.length));
    try {
      const { mime, width, height } = isWholePicture(how)
        ? await imaging.convert(source, to, path, { maxPixels: UPLOAD_MAX_PIXELS })
        : await imaging.prepare(source, { prepare: how, protect: protectPath(sourceSha256, how) }, to, path, {
            maxPixels: UPLOAD_MAX_PIXELS,
          });
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
      if (found) return found;
      const name = `${sourceSha256} ${JSON.stringify(Prepare.parse(how))}`;
      const work = making.get(name) ?? make(sourceSha256, how).finally(() => making.delete(name));
      making.set(name, work);
      const prepared = await work;
      signal?.throwIfAborted();
      return prepared;
    },
  };
}
