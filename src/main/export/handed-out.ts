import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ImageRecord } from '@shared/domain/image.ts';
import { ALL_CAMERA_DATA, type CameraDataChoice } from '../finish/camera-exif.ts';
import { pngWithChoice } from '../finish/png-exif.ts';
import { webpWithChoice } from '../finish/webp-exif.ts';
import type { PictureFile } from '../ports.ts';
import { writeFailure } from '../write-failure.ts';
import { type Placed, partPath } from './place-file.ts';

/**
 * Returns the file to copy out of the library for a picture that keeps its format: its own file, or for a
 * finished or merged picture a copy next to `path` with only the chosen camera data. Originals are never
 * changed.
 */
export async function handedOut(
  image: Pick<ImageRecord, 'finishOf' | 'mergeOf'>,
  file: PictureFile,
  path: string,
  choice: CameraDataChoice = ALL_CAMERA_DATA,
): Promise<Extract<Placed, { path: string } | { made: string }>> {
  const isMadeHere = image.finishOf !== undefined || image.mergeOf !== undefined;
  const keepsAll = choice.camera && choice.location;
  if (!isMadeHere || keepsAll || (file.mime !== 'image/png' && file.mime !== 'image/webp'))
    return { path: file.path };
  const withChoice = file.mime === 'image/webp' ? webpWithChoice : pngWithChoice;
  const made = partPath(dirname(path));
  try {
    await pipeline(withChoice(file.path, choice), createWriteStream(made, { flags: 'wx' }));
    return { made };
  } catch (error) {
    await rm(made, { force: true }).catch(() => {});
    throw await writeFailure(error, path);
  }
}
