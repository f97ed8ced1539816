import type { Out } from '@shared/contract.ts';
import type { Prepare } from '@shared/domain/prepare.ts';
import type { Comparison } from '@shared/domain/verdict.ts';
import { Failure } from '@shared/errors.ts';
import { findImageRows } from '../library/images/image-rows.ts';
import type { Library } from '../library/library.ts';
import type { Imaging } from '../ports.ts';
import type { PrepareService } from '../uploads/prepare-service.ts';

/** Reads single images. Throws `Failure` (`not-found`) if the image doesn't exist, except for `images`. */
export interface ImageService {
  /** Returns the images with these ids, as many as fit into one message, and the ids without an image. */
  images(ids: readonly number[]): Out<'library.images'>;
  compare(a: number, b: number): Promise<Comparison>;
  /** Returns the file that would be uploaded for an image. */
  uploadPreview(id: number, prepare: Prepare): Promise<Out<'upload.preview'>>;
}

export function createImageService(deps: {
  readonly library: Library;
  readonly imaging: Pick<Imaging, 'compare'>;
  readonly prepare: PrepareService;
}): ImageService {
  const { library, imaging, prepare } = deps;
  const fileOf = (id: number) => {
    const file = library.pictureFile(library.picture(id).sha256);
    if (!file) throw new Failure('not-found');
    return file;
  };
  return {
    images: (ids) => findImageRows(library.db, ids),
    compare: async (a, b) => imaging.compare(fileOf(a), fileOf(b), { findShift: true }),
    async uploadPreview(id, how) {
      const { sha256, mime, bytes, width, height } = await prepare.prepare(library.picture(id).sha256, how);
      return { sha256, mime, bytes, width, height };
    },
  };
}
