import { type ErrorValue, Failure } from '@shared/errors.ts';
import type { PictureInfo } from '@shared/imaging.ts';
import { isRefusedWrite } from '../disk-errors.ts';
import { type BlobInfo, decodedBlob } from '../library/images/blobs.ts';
import type { ObjectStore } from '../library/store/objects.ts';
import { type EngineResult, type Imaging, type PictureFile, RESULT_MAX_BYTES, RunFailure } from '../ports.ts';

export interface StoreResultsDeps {
  readonly objects: ObjectStore;
  readonly imaging: Imaging;
}

/**
 * Stores an engine's images in the object store: hashed, decoded and synced. Thumbnails are made on request,
 * so that a paid image is saved first. The caller marks them as settled (`ObjectStore.settled`) once their
 * rows are written. Throws `RunFailure` if one isn't an image. `paid` sets its charge.
 */
export async function storeResults(
  { objects, imaging }: StoreResultsDeps,
  results: readonly EngineResult[],
  paid: boolean,
): Promise<readonly BlobInfo[]> {
  if (results.length === 0) throw refused(new Failure('result-missing'), paid);
  const stored: BlobInfo[] = [];
  // Sequential: a run hardly ever has more than one result.
  try {
    for (const result of results) stored.push(await storeOne({ objects, imaging }, result, paid));
  } catch (error) {
    objects.settled(...stored.map(({ sha256 }) => sha256));
    throw error;
  }
  return stored;
}

async function storeOne(
  { objects, imaging }: StoreResultsDeps,
  { path, mime }: EngineResult,
  paid: boolean,
): Promise<BlobInfo> {
  const staged = await objects.stage(path, { maxBytes: RESULT_MAX_BYTES }).catch((error: unknown) => {
    throw error instanceof Failure && !isRefusedWrite(error) ? refused(error, paid) : error;
  });
  try {
    // The disk works while the imaging window does.
    objects.syncAhead(staged, mime);
    const info = await inspectTwice(imaging, { path: staged.path, mime }).catch((error) => {
      throw error instanceof Failure && !isRefusedWrite(error) ? refused(error, paid) : error;
    });
    await objects.commit(staged, mime);
    return decodedBlob(staged, mime, info);
  } finally {
    await objects.discard(staged.path);
  }
}

/** Retries after a decoder crash or timeout, because the image may have cost money. */
async function inspectTwice(imaging: Imaging, picture: PictureFile): Promise<PictureInfo> {
  try {
    return await imaging.inspect(picture, []);
  } catch (error) {
    if (error instanceof Failure && ['imaging-crashed', 'picture-timeout'].includes(error.code))
      return imaging.inspect(picture, []);
    throw error;
  }
}

function refused(cause: Failure, paid: boolean): RunFailure {
  const error: ErrorValue =
    cause.code === 'result-missing'
      ? { code: 'result-missing', reason: 'no-picture' }
      : { code: 'result-refused', reason: 'result-unusable', params: { cause: cause.code } };
  return new RunFailure('failed', error, { charged: paid ? 'yes' : 'no', cause });
}
