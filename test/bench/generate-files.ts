import { linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { inProject } from '../../scripts/lib/project.ts';
import { THUMB_SIZES } from '../../src/shared/domain/image.ts';
import { random } from './generate-words.ts';

/** Number of different pictures. File systems limit the links to one file. */
const REAL = 12;

/** A picture in the store by hash and extension. */
export interface StoredFile {
  readonly hash: string;
  readonly extension: 'jpg' | 'webp';
}

/**
 * Creates a file and both thumbnails per picture: hard links to a few real ones, cropped from the sample
 * pictures.
 */
export async function linkFiles(library: string, files: readonly StoredFile[]): Promise<void> {
  const real = await realPictures(join(library, 'tmp'));
  const made = new Set<string>();
  for (const [index, { hash, extension }] of files.entries()) {
    const picture = real[index % REAL] as RealPicture;
    for (const [from, to] of [
      [picture[extension], join('objects', hash.slice(0, 2), `${hash}.${extension}`)],
      ...picture.thumbs.map(({ size, path }) => [
        path,
        join('thumbs', hash.slice(0, 2), `${hash}-${size}.webp`),
      ]),
    ] as [string, string][]) {
      const path = join(library, to);
      if (!made.has(dirname(path))) mkdirSync(dirname(path), { recursive: true });
      made.add(dirname(path));
      linkSync(from, path);
    }
  }
}

interface RealPicture {
  readonly jpg: string;
  readonly webp: string;
  readonly thumbs: readonly { readonly size: number; readonly path: string }[];
}

async function realPictures(folder: string): Promise<RealPicture[]> {
  const next = random(3);
  const samples = ['astronaut.png', 'chelsea.png', 'coffee.png', 'rocket.jpg'];
  mkdirSync(folder, { recursive: true });
  return Promise.all(
    [...Array(REAL).keys()].map(async (n) => {
      const file = inProject('resources/samples', samples[n % samples.length] as string);
      const { width, height } = await sharp(file).metadata();
      const left = Math.floor((next() * width) / 3);
      const top = Math.floor((next() * height) / 3);
      const region = { left, top, width: Math.floor((width * 2) / 3), height: Math.floor((height * 2) / 3) };
      const cut = () =>
        sharp(file)
          .extract(region)
          .modulate({ hue: Math.floor(next() * 360) });
      const write = (name: string, bytes: Buffer) => {
        const path = join(folder, `real-${n}-${name}`);
        writeFileSync(path, bytes);
        return path;
      };
      const jpg = write('full.jpg', await cut().resize(800).jpeg().toBuffer());
      const webp = write('full.webp', await cut().resize(800).webp().toBuffer());
      const thumbs = [];
      for (const size of THUMB_SIZES) {
        const thumb = await cut().resize(size, size, { fit: 'inside' }).webp().toBuffer();
        thumbs.push({ size, path: write(`${size}.webp`, thumb) });
      }
      return { jpg, webp, thumbs };
    }),
  );
}
