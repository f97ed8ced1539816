import { existsSync } from 'node:fs';
import {
  EXTENSIONS,
  type ImageMime,
  MAX_FILE_BYTES,
  MAX_STREAM_BYTES,
  type ThumbSize,
  thumbMime,
} from '@shared/domain/image.ts';
import { type BlobInfo, decodedBlob } from '../library/images/blobs.ts';
import type { Library } from '../library/library.ts';
import { diskFailure } from '../library/store/disk.ts';
import type { Staged } from '../library/store/staging.ts';
import type { Imaging } from '../ports.ts';
import type { FilePath } from './file-path.ts';
import { pictureType } from './picture-type.ts';

export interface StoredPicture extends BlobInfo {
  /** The store already had this file. It may be the only remainder of a picture whose row was lost. */
  readonly wasThere?: boolean;
}

/**
 * Stages a file or stream and detects its format from its first bytes. Throws what `stage` and `pictureType`
 * throw.
 */
export async function stagePicture(
  library: Library,
  source: FilePath | AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<{ readonly staged: Staged; readonly mime: ImageMime }> {
  const format: { mime?: ImageMime } = {};
  const check = async (head: Uint8Array) => {
    format.mime = await pictureType(head);
  };
  const isFile = typeof source === 'string' || Buffer.isBuffer(source);
  const maxBytes = isFile ? MAX_FILE_BYTES : MAX_STREAM_BYTES;
  const staged = await library.objects.stage(source, { maxBytes, signal, check });
  // Every staged file was checked.
  if (!format.mime) throw new Error('a staged file was not checked');
  return { staged, mime: format.mime };
}

/**
 * Decodes a staged picture once, makes thumbnails of these sizes, and moves all files into the store. The
 * caller then writes its rows. The staged file is removed in every case. Throws what `Imaging.inspect`
 * throws, or `disk-full`.
 */
export async function storePicture(
  { library, imaging }: { readonly library: Library; readonly imaging: Imaging },
  staged: Staged,
  mime: ImageMime,
  sizes: readonly ThumbSize[],
  signal?: AbortSignal,
): Promise<StoredPicture> {
  const { objects } = library;
  const { sha256 } = staged;
  const thumbType = thumbMime(mime);
  const thumbs = sizes.map((size) => ({ size, path: objects.tempPath(EXTENSIONS[thumbType]) }));
  const wasThere = existsSync(objects.objectPath(sha256, mime));
  try {
    const known = library.blob(sha256);
    const cached = known && (await Promise.all(sizes.map((size) => library.thumbFile(sha256, size))));
    if (known && cached?.every((thumb) => thumb !== null)) {
      // The same bytes were decoded before. The store checks whether the file still exists.
      await objects.commit(staged, mime);
      return known;
    }
    const info = await imaging.inspect({ path: staged.path, mime }, thumbs, signal);
    signal?.throwIfAborted();
    for (const { size, path } of thumbs) await objects.commitThumb(path, sha256, size, thumbType);
    await objects.commit(staged, mime);
    return { ...decodedBlob(staged, mime, info), wasThere };
  } catch (error) {
    await objects.discard(staged.path, ...thumbs.map(({ path }) => path));
    withdraw(library, { sha256, mime, wasThere });
    throw diskFailure(error);
  }
}

/** Removes the stored files of a picture that got no row, since they take up disk space. Never throws. */
export function withdraw(
  library: Library,
  { sha256, mime, wasThere }: Pick<StoredPicture, 'sha256' | 'mime' | 'wasThere'>,
): void {
  try {
    if (wasThere !== true && !library.blob(sha256)) library.objects.withdraw(sha256, mime);
  } catch {
    // If the disk refuses this too, the sweep removes them later.
  }
}
