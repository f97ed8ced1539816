import { join } from 'node:path';
import type { Size } from '@shared/geometry.ts';
import sharp from 'sharp';
import { sample } from './samples.ts';

/** 24 megapixels. */
export const LARGE: Size = { width: 6000, height: 4000 };

/** Writes a photograph of this size into a folder, as a PNG or JPEG by its extension. Returns its path. */
export async function writePhoto(folder: string, name: string, { width, height }: Size): Promise<string> {
  const path = join(folder, name);
  const photo = sharp(sample('astronaut.png')).removeAlpha().resize(width, height, { fit: 'cover' });
  await (name.endsWith('.png') ? photo.png({ compressionLevel: 1 }) : photo).toFile(path);
  return path;
}
