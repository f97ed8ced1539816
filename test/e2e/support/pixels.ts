import { join } from 'node:path';
import sharp from 'sharp';
import type { Running } from './app.ts';

/** Path of a PNG in the library's store. */
export const storedPng = ({ userData }: Pick<Running, 'userData'>, sha256: string): string =>
  join(userData, 'library/objects', sha256.slice(0, 2), `${sha256}.png`);

/** Decodes the color channels of a file by sharp alone, three bytes per pixel. */
export const pixelsOf = (path: string): Promise<Buffer> =>
  sharp(path).removeAlpha().toColorspace('srgb').raw().toBuffer();

/** Decodes a mask, one byte per pixel. */
export const maskPixels = (path: string): Promise<Buffer> => sharp(path).extractChannel(0).raw().toBuffer();

/** Counts the pixels of two pictures like a certificate does. Outside: where the mask is 0. */
export function countPixels(before: Buffer, after: Buffer, mask: Buffer) {
  const counts = { outside: 0, outsideChanged: 0, inside: 0, insideChanged: 0 };
  for (let at = 0, p = 0; at < mask.length; at++, p += 3) {
    const where = mask[at] === 0 ? 'outside' : 'inside';
    counts[where]++;
    if (before[p] !== after[p] || before[p + 1] !== after[p + 1] || before[p + 2] !== after[p + 2])
      counts[`${where}Changed`]++;
  }
  return counts;
}
