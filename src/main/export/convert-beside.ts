import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Imaging, PictureFile } from '../ports.ts';
import { writeFailure } from '../write-failure.ts';
import { partPath } from './place-file.ts';

type To = Parameters<Imaging['convert']>[1];
type Options = Parameters<Imaging['convert']>[3];

/**
 * Turns a picture into another format or size, as a file beside `path`, which `placeFile` then gives its name: made there, since
 * the library's own disk may be full or not to be written to. Throws what `Imaging.convert` throws, and `Failure` with the true
 * reason when nothing can be written there.
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
