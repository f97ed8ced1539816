import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { isRaw } from '@shared/domain/image.ts';
import type { PictureNote } from '@shared/domain/picture-note.ts';
import type { PictureInfo } from '@shared/imaging.ts';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { rgbProfile } from '../../src/renderer/imaging/foreign/rgb-profile.ts';
import {
  cmykWithProfile,
  FOREIGN_FOLDER,
  foreignPicture,
  foreignPictures,
} from '../fixtures/formats/index.ts';
import { imagingAppForTests, practiceRequest } from '../fixtures/imaging-app/harness.ts';
import * as pictures from '../fixtures/pictures.ts';

/** Formats without a browser decoder, through the real imaging window, compared with other decoders. */
const app = imagingAppForTests();

interface Difference {
  readonly max: readonly number[];
  readonly mean: readonly number[];
}

/** The difference of two pictures per channel. */
async function difference(path: string, reference: string | Buffer): Promise<Difference> {
  const read = (file: string | Buffer) =>
    sharp(file).toColorspace('srgb').ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const [a, b] = await Promise.all([read(path), read(reference)]);
  expect([a.info.width, a.info.height]).toEqual([b.info.width, b.info.height]);
  const max = [0, 0, 0, 0];
  const sum = [0, 0, 0, 0];
  for (let at = 0; at < a.data.length; at++) {
    const channel = at % 4;
    // The color of invisible pixels doesn't matter.
    if (channel < 3 && (b.data[at - channel + 3] ?? 255) < 16) continue;
    const apart = Math.abs((a.data[at] ?? 0) - (b.data[at] ?? 0));
    max[channel] = Math.max(max[channel] ?? 0, apart);
    sum[channel] = (sum[channel] ?? 0) + apart;
  }
  return { max, mean: sum.map((total) => total / (a.data.length / 4)) };
}

/** Maximum deviation of a channel in one pixel, and on average. All others: none. */
const ALLOWED: readonly [RegExp, max: number, mean: number][] = [
  // At strong compression, Debian's older libheif interpolates the subsampled color planes differently.
  [/^lossy\.heic$/, 20, 2],
  // A canvas multiplies colors by alpha and back.
  [/^alpha\./, 8, 0.8],
  // ImageMagick truncates 16 bits to 8 where Reseed rounds, also after a color conversion.
  [/^(deep|deep-big-endian|p3|cmyk-profile)\./, 3, 0.85],
  [/\.(hei[cf]|jxl)$/, 1, 0.1],
  [/^cmyk\.tif$/, 1, 0.3],
  [/jpeg.*\.tif$/, 1, 0.1],
  [/\.(cr2|cr3|nef|arw|dng|raf|orf|rw2)$/, 1, 0.1],
];

describe('formats with decoders of their own', () => {
  test('decodes every file like independent decoders', async () => {
    const rows: string[] = [];
    const off: string[] = [];
    for (const picture of await foreignPictures()) {
      const file = await app.place(picture);
      const out = app.out(`${picture.name}.png`);
      const answer = await app.ask({ do: 'convert', picture: file, to: 'image/png', out });
      expect([picture.name, answer.value]).toMatchObject([picture.name, { mime: 'image/png' }]);
      if (picture.name === 'hdr.jxl') continue;
      const own = join(FOREIGN_FOLDER, 'reference', `${picture.name}.png`);
      const { max, mean } = await difference(
        out,
        existsSync(own) ? own : join(FOREIGN_FOLDER, 'reference', 'base.png'),
      );
      const [, mostMax = 0, mostMean = 0] = ALLOWED.find(([name]) => name.test(picture.name)) ?? [];
      if (Math.max(...max) > mostMax || Math.max(...mean) > mostMean) off.push(picture.name);
      rows.push(
        `${picture.name.padEnd(24)} ${max.map((value) => String(value).padStart(3)).join(' ')}   ${mean.map((value) => value.toFixed(2).padStart(5)).join(' ')}`,
      );
    }
    console.log(`file                     max r g b a       mean r g b a\n${rows.join('\n')}`);
    expect(rows.length).toBeGreaterThanOrEqual(40);
    expect(off).toEqual([]);
  });

  test('reports what is lost, as codes', async () => {
    const expected: Readonly<Record<string, PictureNote[]>> = {
      'plain.heic': [],
      'deep.heic': [{ code: 'bit-depth', bits: 10 }],
      'p3.heic': [{ code: 'wide-gamut', space: 'display-p3' }],
      'p3.tif': [{ code: 'wide-gamut', space: 'display-p3' }],
      'two.heif': [{ code: 'pages', count: 2 }],
      'lossless.jxl': [],
      'deep.jxl': [{ code: 'bit-depth', bits: 16 }],
      'hdr.jxl': [
        { code: 'bit-depth', bits: 16 },
        { code: 'hdr' },
        { code: 'wide-gamut', space: 'rec-2020' },
      ],
      'animation.jxl': [{ code: 'animation' }],
      'lzw.tif': [],
      'deep.tif': [{ code: 'bit-depth', bits: 16 }],
      'float.tif': [{ code: 'bit-depth', bits: 32 }],
      'pages.tif': [{ code: 'pages', count: 3 }],
      'cmyk.tif': [{ code: 'cmyk', byProfile: false }],
      'canon.cr2': [{ code: 'embedded-preview', width: 120, height: 80 }],
      'canon.cr3': [{ code: 'embedded-preview', width: 80, height: 120 }],
    };
    for (const [name, notes] of Object.entries(expected)) {
      const { value } = await app.inspect(await foreignPicture(name), undefined, [256]);
      expect([name, (value as PictureInfo).notes ?? []]).toEqual([name, notes]);
    }
    const { value } = await app.inspect(await cmykWithProfile(), undefined, [256]);
    expect(value).toMatchObject({ notes: [{ code: 'cmyk', byProfile: true }] });
  });

  test('reports the color space and depth of files that the browser reads or that have a profile', async () => {
    const profile = app.out('adobe.icc');
    await writeFile(
      profile,
      rgbProfile([0.64, 0.33, 0.21, 0.71, 0.15, 0.06], (value) => value ** 2.2),
    );
    const photo = sharp({ create: { width: 60, height: 40, channels: 3, background: '#a04060' } });
    const wide = { code: 'wide-gamut', space: 'adobe-rgb' };
    const deep = { code: 'bit-depth', bits: 16 };
    for (const [name, mime, picture, notes] of [
      ['wide.tif', 'image/tiff', photo.clone().withIccProfile(profile).tiff({ compression: 'lzw' }), [wide]],
      ['wide.jpg', 'image/jpeg', photo.clone().withIccProfile(profile).jpeg(), [wide]],
      ['deep.png', 'image/png', photo.clone().toColorspace('rgb16').png(), [deep]],
    ] as const) {
      const { value } = await app.inspect({ name, mime, bytes: await picture.toBuffer() }, undefined, [32]);
      expect([name, (value as PictureInfo).notes ?? []]).toEqual([name, notes]);
    }
  });

  test('makes thumbnails, edits and comparisons from the file itself', async () => {
    for (const name of ['plain.heic', 'lossless.jxl', 'orientation-6.tif', 'nikon.nef']) {
      const picture = await foreignPicture(name);
      const upright = name.startsWith('orientation')
        ? { width: 80, height: 120 }
        : { width: 120, height: 80 };
      expect([name, (await app.inspect(picture)).value]).toMatchObject([name, upright]);
      expect(await sharp(app.thumb(256).path).metadata()).toMatchObject({ format: 'webp', ...upright });
      const file = await app.place(picture);
      const [first, second] = [app.out('first.png'), app.out('second.png')];
      for (const out of [first, second])
        expect((await app.ask({ do: 'practice', picture: file, request: practiceRequest, out })).ok).toBe(
          true,
        );
      expect((await readFile(first)).equals(await readFile(second))).toBe(true);
      const copy = app.out('copy.png');
      await app.ask({ do: 'convert', picture: file, to: 'image/png', out: copy });
      const same = await app.ask({
        do: 'compare',
        a: file,
        b: { path: copy, mime: 'image/png' },
        findShift: false,
      });
      // The display copy has exactly the pixels that everything else starts from.
      expect([name, same.value]).toMatchObject([name, { identical: true }]);
    }
  });
});

/** Small files, one of each kind and compression. */
const VICTIMS = [
  'plain.heic',
  'alpha.heic',
  'two.heif',
  'lossless.jxl',
  'container.jxl',
  'from-jpeg.jxl',
  'none.tif',
  'lzw.tif',
  'deflate.tif',
  'packbits.tif',
  'jpeg.tif',
  'fax.tif',
  'tiles.tif',
  'planes.tif',
  'deep.tif',
  'canon.cr2',
  'canon.cr3',
  'nikon.nef',
  'sony.arw',
  'phone.dng',
  'fujifilm.raf',
  'olympus.orf',
  'panasonic.rw2',
];

describe('hostile files', () => {
  test('refuses truncated files, leaves nothing, and continues', async () => {
    for (const name of VICTIMS)
      for (const share of [0.1, 0.5, 0.9]) {
        const picture = pictures.truncated(await foreignPicture(name), share);
        const answer = await app.inspect(picture);
        // The preview of a raw file may be complete before the cut; a smaller one doesn't count.
        if (picture.mime && isRaw(picture.mime) && answer.ok) {
          expect([name, share, Object.values(answer.value as PictureInfo)]).toEqual([
            name,
            share,
            expect.arrayContaining([120, 80]),
          ]);
          for (const size of [256, 1024]) await rm(app.thumb(size).path);
          continue;
        }
        expect([name, share, answer.value]).toMatchObject([
          name,
          share,
          { code: expect.stringMatching(/^(picture-damaged|raw-without-preview|picture-unsupported)$/) },
        ]);
        expect(await readdir(app.out(''))).toEqual([]);
      }
    expect((await app.inspect(await pictures.onePixel())).ok).toBe(true);
  });

  test('answers files with flipped bits', async () => {
    let slowest = 0;
    let refused = 0;
    for (let seed = 1; seed <= 3 * VICTIMS.length; seed++) {
      const picture = await foreignPicture(VICTIMS[seed % VICTIMS.length] ?? '');
      const answer = await app.inspect(pictures.bitFlipped(picture, seed), undefined, [256]);
      if (!answer.ok) {
        refused += 1;
        const code = expect.stringMatching(/^(picture-|raw-without-preview$)/);
        expect([picture.name, seed, answer.value]).toMatchObject([picture.name, seed, { code }]);
      }
      slowest = Math.max(slowest, answer.ms);
    }
    console.log(`bit flips: ${refused} of ${3 * VICTIMS.length} refused, slowest ${slowest.toFixed(0)} ms`);
    expect((await app.inspect(await pictures.onePixel())).ok).toBe(true);
  });

  test('refuses more than 100 megapixels before decoding', async () => {
    const before = await app.memory();
    for (const bomb of [await heicBomb(), await tiffBomb(), await rawBomb(), await jxlBomb()]) {
      const answer = await app.inspect(bomb);
      expect([bomb.name, answer.value]).toMatchObject([bomb.name, { code: 'picture-too-large' }]);
    }
    expect((await app.memory()) - before).toBeLessThan(120_000);
  });

  test('reads no more of a strip than the picture needs', async () => {
    const answer = await app.inspect(await endlessStrip());
    expect(answer.value).toMatchObject({ width: 120, height: 80 });
    expect(answer.ms).toBeLessThan(5_000);
  });

  test('reports unsupported variants and missing previews instead of damage', async () => {
    const unknown = await foreignPicture('none.tif');
    // Compression 34712 is JPEG 2000.
    setTag(unknown.bytes, 259, 34_712);
    expect((await app.inspect(unknown)).value).toMatchObject({ code: 'picture-unsupported' });
    const bare = await foreignPicture('canon.cr2');
    for (let at = bare.bytes.indexOf('ffd8', 0, 'hex'); at >= 0; at = bare.bytes.indexOf('ffd8', at, 'hex'))
      bare.bytes[at] = 0;
    expect((await app.inspect(bare)).value).toMatchObject({ code: 'raw-without-preview' });
  });
});

/** Sets the value of a short tag in the first directory of a TIFF in native byte order. */
function setTag(bytes: Buffer, tag: number, value: number): void {
  const at = bytes.readUInt32LE(4);
  for (let i = 0; i < bytes.readUInt16LE(at); i++) {
    const entry = at + 2 + 12 * i;
    if (bytes.readUInt16LE(entry) !== tag) continue;
    if (bytes.readUInt16LE(entry + 2) === 3) bytes.writeUInt16LE(value, entry + 8);
    else bytes.writeUInt32LE(value, entry + 8);
    return;
  }
  throw new Error(`No tag ${tag}.`);
}

async function tiffBomb(): Promise<pictures.TestPicture> {
  const bomb = await foreignPicture('lzw.tif');
  for (const tag of [256, 257]) setTag(bomb.bytes, tag, 30_000);
  setTag(bomb.bytes, 278, 30_000);
  return { ...bomb, name: 'bomb.tif' };
}

async function heicBomb(): Promise<pictures.TestPicture> {
  const bomb = await foreignPicture('plain.heic');
  const at = bomb.bytes.indexOf('ispe');
  bomb.bytes.writeUInt32BE(30_000, at + 8);
  bomb.bytes.writeUInt32BE(30_000, at + 12);
  return { ...bomb, name: 'bomb.heic' };
}

async function rawBomb(): Promise<pictures.TestPicture> {
  const bomb = await foreignPicture('sony.arw');
  for (const marker of ['ffc00011', 'ffc20011']) {
    for (
      let at = bomb.bytes.indexOf(marker, 0, 'hex');
      at >= 0;
      at = bomb.bytes.indexOf(marker, at + 4, 'hex')
    ) {
      bomb.bytes.writeUInt16BE(30_000, at + 5);
      bomb.bytes.writeUInt16BE(30_000, at + 7);
    }
  }
  return { ...bomb, name: 'bomb.arw' };
}

/**
 * Another size in the header, ending at the same bit position as the real one, which all following data
 * requires.
 */
async function jxlBomb(): Promise<pictures.TestPicture> {
  const real = await foreignPicture('square.jxl');
  const was = [...real.bytes.subarray(2)].flatMap((byte) => bitsOf(byte, 8));
  // Least bit first: not small; the class of the height, the height; no fixed ratio; the same of the width.
  const size = [0, 1, 0, ...bitsOf(8_192 - 1, 13), 0, 0, 0, 0, 1, ...bitsOf(30_000 - 1, 18)];
  const all = [...size, ...was.slice(1 + 2 + 9 + 3)];
  const packed = Array.from({ length: all.length / 8 }, (_, i) =>
    all.slice(i * 8, i * 8 + 8).reduce((byte, bit, k) => byte | (bit << k), 0),
  );
  return { name: 'bomb.jxl', mime: 'image/jxl', bytes: Buffer.from([0xff, 0x0a, ...packed]) };
}

function bitsOf(value: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => (value >> i) & 1);
}

/** A picture of 30 KB whose only strip decompresses to 300 MB. */
async function endlessStrip(): Promise<pictures.TestPicture> {
  const picture = await foreignPicture('none.tif');
  const strip = deflateSync(Buffer.alloc(300 * 1024 * 1024), { level: 9 });
  const bytes = Buffer.concat([picture.bytes, strip]);
  setTag(bytes, 259, 8);
  setTag(bytes, 278, 80);
  setTag(bytes, 273, picture.bytes.length);
  setTag(bytes, 279, strip.length);
  return { ...picture, name: 'endless.tif', bytes };
}
