import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Imaging, PictureFile } from '../ports.ts';
import { writeFailure } from '../write-failure.ts';
import { partPath } from './place-file.ts';

type To = Parameters<Imaging['convert']>[1];
type Options = Parameters<Imaging['convert']>[3];

/**
 * Converts a picture to another format or size, in a file next to `path`, which `placeFile` then renames. It
 * is made there because the library's own disk may be full or read-only. Throws what `Imaging.convert`
 * throws, and `Failure` with the cause if the folder isn't writable.
 */
export async function convertBeside(
  imaging: Pick<Imaging, 'convert'>,
  picture: PictureFile,
  to: To,
  path: string,
  options?: Options,
): Promise<{ readonly made: string }> {
  const made = partPath(dirname(path));
  try {
    await imaging.convert(picture, to, made, options);
    return { made };
  } catch (error) {
    await rm(made, { force: true }).catch(() => {});
    throw await writeFailure(error, path);
  }
}
