import { type ImageMime, MAX_FILE_BYTES, type ThumbSize } from '@shared/domain/image.ts';
import type { PictureNote } from '@shared/domain/picture-note.ts';
import type { Library } from '../library/library.ts';
import { diskFailure } from '../library/store/disk.ts';
import type { Staged } from '../library/store/staging.ts';
import type { Imaging } from '../ports.ts';
import type { FilePath } from './file-path.ts';

export interface StoredPicture {
  readonly sha256: string;
  readonly mime: ImageMime;
  readonly bytes: number;
  /** Upright size in pixels. */
  readonly width: number;
  readonly height: number;
  readonly notes?: readonly PictureNote[] | undefined;
  readonly needsDisplay?: boolean | undefined;
}

/** Stages a file or a stream; what `Library.objects.stage` throws, this throws. */
export function stagePicture(
  library: Library,
  source: FilePath | AsyncIterable<Uint8Array>,
  signal: AbortSignal,
  check: (head: Uint8Array) => Promise<unknown>,
): Promise<Staged> {
  return library.objects.stage(source, { maxBytes: MAX_FILE_BYTES, signal, check });
}

/**
 * Decodes a staged picture once, makes thumbnails of these sizes, and moves all into the store; the caller then writes its rows.
 * The staged file is gone afterwards, whatever happens. Throws what `Imaging.inspect` throws, or `disk-full`.
 */
export async function storePicture(
  { library, imaging }: { readonly library: Library; readonly imaging: Imaging },
  staged: Staged,
  mime: ImageMime,
  sizes: readonly ThumbSize[],
  signal?: AbortSignal,
): Promise<StoredPicture> {
  const { objects } = library;
  const { sha256, bytes } = staged;
  const thumbs = sizes.map((size) => ({ size, path: objects.tempPath('webp') }));
  try {
    const known = library.blob(sha256);
    const cached = known && (await Promise.all(sizes.map((size) => library.thumbFile(sha256, size))));
    if (known && cached?.every((path) => path !== null)) {
      // Decoded before, from the same bytes. The store looks whether the file is still there.
      await objects.commit(staged, mime);
      return known;
    }
    const info = await imaging.inspect({ path: staged.path, mime }, thumbs, signal);
    signal?.throwIfAborted();
    for (const { size, path } of thumbs) await objects.commitThumb(path, sha256, size);
    await objects.commit(staged, mime);
    return { sha256, mime, bytes, ...info, needsDisplay: info.needsDisplay ?? false };
  } catch (error) {
    await objects.discard(staged.path, ...thumbs.map(({ path }) => path));
    throw diskFailure(error);
  }
}
