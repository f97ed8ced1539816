import { Failure } from '@shared/errors.ts';
import { type BlobInfo, decodedBlob } from '../library/images/blobs.ts';
import { isMask, keepMask } from '../library/images/masks.ts';
import type { Library } from '../library/library.ts';
import type { Staged } from '../library/store/staging.ts';
import type { Clock, Imaging } from '../ports.ts';
import { grayPngSize } from './png-header.ts';

/** Maximum size of a mask file: 100 incompressible megapixels. */
const MASK_MAX_BYTES = 128 * 1024 * 1024;

/** Location of a mask. */
export interface MaskFile {
  readonly path: string;
  readonly mime: 'image/png';
}

/** Drawn masks: 8-bit gray PNGs of the picture's size. */
export interface MaskService {
  /**
   * Stores a mask for a picture and returns its SHA-256. A mask that no edit uses is removed after a week.
   * Throws `Failure`: `not-found`, `bad-request` for an invalid mask file, and disk errors.
   */
  take(imageId: number, body: AsyncIterable<Uint8Array> | null): Promise<string>;
  file(sha256: string): MaskFile | null;
}

interface MaskServiceDeps {
  readonly library: Library;
  readonly imaging: Pick<Imaging, 'inspect'>;
  readonly clock: Clock;
}

export function createMaskService({ library, imaging, clock }: MaskServiceDeps): MaskService {
  const { db, objects } = library;
  return {
    async take(imageId, body) {
      const picture = library.picture(imageId);
      if (!body) throw new Failure('file-empty');
      const staged = await objects.stage(body, { maxBytes: MASK_MAX_BYTES });
      try {
        const size = grayPngSize(staged.head);
        if (!size) throw new Failure('bad-request', { reason: 'mask-format' });
        if (size.width !== picture.width || size.height !== picture.height)
          throw new Failure('bad-request', { reason: 'mask-size' });
        const info = await imaging.inspect({ path: staged.path, mime: 'image/png' }, []);
        await storeMask(library, staged, decodedBlob(staged, 'image/png', info), (mask) =>
          keepMask(db, mask, picture.sha256, { now: clock(), used: false }),
        );
        return staged.sha256;
      } finally {
        await objects.discard(staged.path);
      }
    },
    file(sha256) {
      const path = isMask(db, sha256) ? library.pictureFile(sha256)?.path : undefined;
      return path === undefined ? null : { path, mime: 'image/png' };
    },
  };
}

/** Moves a staged mask into the store, then has its row written. */
export async function storeMask(
  { objects }: Pick<Library, 'objects'>,
  staged: Staged,
  mask: BlobInfo,
  keep: (mask: BlobInfo) => void,
): Promise<void> {
  await objects.commit(staged, mask.mime);
  try {
    keep(mask);
  } finally {
    objects.settled(staged.sha256);
  }
}
