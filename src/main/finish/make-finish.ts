import type { Out } from '@shared/contract.ts';
import type { EditRecord } from '@shared/domain/edit.ts';
import type { FindMask, FinishRecipe } from '@shared/domain/finish.ts';
import { type ImageRecord, MAX_FILE_BYTES } from '@shared/domain/image.ts';
import { Failure } from '@shared/errors.ts';
import type { CheckSource, StoredFile } from '../health/check-source.ts';
import { issueCertificate } from '../imaging/certificate.ts';
import { type BlobInfo, decodedBlob } from '../library/images/blobs.ts';
import { keepMask } from '../library/images/masks.ts';
import type { Ledger } from '../library/ledger/ledger.ts';
import { maskFor } from '../library/ledger/local-parts.ts';
import type { Library } from '../library/library.ts';
import type { Staged } from '../library/store/staging.ts';
import { storeMask } from '../masks/mask-service.ts';
import { grayPngSize } from '../masks/png-header.ts';
import type { Clock, Imaging } from '../ports.ts';
import type { CameraDataChoice } from './camera-exif.ts';
import { pngWithExifOf } from './png-exif.ts';
import { webpWithExifOf } from './webp-exif.ts';

/** A raw result and its edit. */
export interface Raw {
  readonly image: ImageRecord;
  readonly edit: EditRecord;
}

export interface MakeFinishDeps {
  readonly library: Library;
  readonly ledger: Ledger;
  readonly imaging: Pick<Imaging, 'finish' | 'findMask' | 'certify'>;
  readonly clock: Clock;
  readonly checkSource: CheckSource;
  /** The camera data that finished pictures keep. */
  readonly cameraData: () => CameraDataChoice;
}

interface Options {
  readonly signal: AbortSignal;
  readonly onStep: (step: number, steps: number) => void;
}

/**
 * Puts a raw result back into its source, certifies the written file, and only then adds it to the library:
 * files first, then all rows in one transaction. Returns the image id. On a `Failure`, nothing is left
 * behind.
 */
export async function makeFinish(
  deps: MakeFinishDeps,
  raw: Raw,
  recipe: FinishRecipe,
  { signal, onStep }: Options,
): Promise<number> {
  const { library, ledger, imaging, clock, cameraData } = deps;
  const { objects } = library;
  const { source, result, blob } = filesOf(deps, raw);
  const { prepare } = raw.edit;
  const check = (part: StoredFile) => deps.checkSource(part, 'part-damaged');
  const maskPath = async (sha256: string) => {
    const mask = maskFor(library.db, sha256, blob, prepare);
    const path = objects.objectPath(mask.sha256, mask.mime);
    await check({ ...mask, path });
    return path;
  };
  // A damaged source would be certified as unchanged.
  await deps.checkSource(source);
  await check(result);
  const matchTo = recipe.matchTo === undefined ? null : colorsFile(library, recipe.matchTo);
  if (matchTo) await check(matchTo);
  const input = {
    prepare,
    recipe,
    mask: recipe.mask.kind === 'drawn' ? await maskPath(recipe.mask.sha256) : null,
    protect: prepare.protect === null ? null : await maskPath(prepare.protect),
    matchTo,
  };
  const out = { picturePath: objects.tempPath('png'), maskPath: objects.tempPath('png') };
  const staged: Staged[] = [];
  const stage = async (from: string | AsyncIterable<Uint8Array>): Promise<Staged> => {
    const file = await objects.stage(from, { maxBytes: MAX_FILE_BYTES, signal });
    staged.push(file);
    return file;
  };
  try {
    const { size, mime, findings } = await imaging.finish(source, result, input, out, { signal, onStep });
    // Before certification, so that the stored file is the one measured.
    const withExif = mime === 'image/webp' ? webpWithExifOf : pngWithExifOf;
    const picture = await stage(withExif(out.picturePath, source.path, cameraData()));
    const mask = await stage(out.maskPath);
    const counts = await imaging.certify(source, { path: picture.path, mime }, mask.path, { signal });
    const certificate = issueCertificate(counts, findings);
    signal.throwIfAborted();
    await objects.commit(picture, mime);
    try {
      await objects.commit(mask, 'image/png');
      try {
        return ledger.addFinish({
          rawImageId: raw.image.id,
          edit: raw.edit,
          recipe,
          picture: decodedBlob(picture, mime, size),
          mask: decodedBlob(mask, 'image/png', size),
          certificate,
          now: clock(),
        });
      } finally {
        objects.settled(mask.sha256);
      }
    } finally {
      objects.settled(picture.sha256);
    }
  } finally {
    await objects.discard(out.picturePath, out.maskPath, ...staged.map(({ path }) => path));
  }
}

/** Finds what a result changed and stores it as a draft's mask. */
export async function findAndKeepMask(
  deps: MakeFinishDeps,
  raw: Raw,
  find: FindMask,
  signal: AbortSignal,
): Promise<Out<'finish.findMask'>> {
  const { library, imaging, clock } = deps;
  const { objects, db } = library;
  const { source, result } = filesOf(deps, raw);
  const { prepare, sourceSha256 } = raw.edit;
  await deps.checkSource(source);
  await deps.checkSource(result, 'part-damaged');
  const path = objects.tempPath('png');
  const staged: Staged[] = [];
  try {
    const { insideShare } = await imaging.findMask(source, result, { prepare, find }, path, { signal });
    const mask = await objects.stage(path, { maxBytes: MAX_FILE_BYTES, signal });
    staged.push(mask);
    const size = grayPngSize(mask.head);
    if (!size) throw new Failure('internal');
    await storeMask(library, mask, decodedBlob(mask, 'image/png', size), (blob) =>
      keepMask(db, blob, sourceSha256, { now: clock(), used: false }),
    );
    return { sha256: mask.sha256, insideShare };
  } finally {
    await objects.discard(path, ...staged.map((file) => file.path));
  }
}

/** Returns the picture whose colors are applied. Throws `Failure` (`not-found`) if it no longer exists. */
function colorsFile(library: Library, sha256: string): StoredFile {
  const file = library.pictureFile(sha256);
  if (!file) throw new Failure('not-found', { reason: 'colors-picture-gone' });
  return { ...file, sha256 };
}

/** Returns the files of a result and its source. Throws `Failure` (`not-found`) if one no longer exists. */
function filesOf(
  { library }: MakeFinishDeps,
  { image, edit }: Raw,
): { readonly source: StoredFile; readonly result: StoredFile; readonly blob: BlobInfo } {
  const source = library.pictureFile(edit.sourceSha256);
  const blob = library.blob(edit.sourceSha256);
  if (!source || !blob) throw new Failure('not-found', { reason: 'source-missing' });
  const result = library.pictureFile(image.sha256);
  if (!result) throw new Failure('not-found', { reason: 'picture-gone' });
  return {
    source: { ...source, sha256: edit.sourceSha256 },
    result: { ...result, sha256: image.sha256 },
    blob,
  };
}
