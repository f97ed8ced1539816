import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImageMime } from '@shared/domain/image.ts';
import type { PictureNote } from '@shared/domain/picture-note.ts';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pngChunk } from '../../src/main/files/png-chunks.ts';
import { fileNotes } from '../../src/renderer/imaging/file-notes.ts';
import { rgbProfile } from '../../src/renderer/imaging/foreign/rgb-profile.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reseed-notes-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const photo = () =>
  sharp({ create: { width: 32, height: 24, channels: 3, background: { r: 200, g: 40, b: 90 } } });

/** Notes of a picture as sharp writes it. */
async function notesOf(picture: Sharp, mime: ImageMime): Promise<readonly PictureNote[]> {
  return fileNotes(new Uint8Array(await picture.toBuffer()), mime);
}

/** A picture in the color space of these primaries. */
async function inSpace(name: string, primaries: Parameters<typeof rgbProfile>[0]): Promise<Sharp> {
  const path = join(folder, `${name}.icc`);
  await writeFile(
    path,
    rgbProfile(primaries, (value) => value ** 2.2),
  );
  return photo().withIccProfile(path);
}

describe('the notes of a file in a browser format', () => {
  it('are none for a plain picture', async () => {
    expect(await notesOf(photo().png(), 'image/png')).toEqual([]);
    expect(await notesOf(photo().jpeg(), 'image/jpeg')).toEqual([]);
    expect(await notesOf(photo().webp(), 'image/webp')).toEqual([]);
    expect(await notesOf(photo().avif(), 'image/avif')).toEqual([]);
    expect(await notesOf(photo().withIccProfile('srgb').jpeg(), 'image/jpeg')).toEqual([]);
  });

  it('are none for Display P3, which finished pictures keep', async () => {
    expect(await notesOf(photo().withIccProfile('p3').png(), 'image/png')).toEqual([]);
    expect(await notesOf(photo().withIccProfile('p3').jpeg(), 'image/jpeg')).toEqual([]);
  });

  it('report 16 bits per channel', async () => {
    const deep = photo().toColorspace('rgb16').png();
    expect(await notesOf(deep, 'image/png')).toEqual([{ code: 'bit-depth', bits: 16 }]);
  });

  it('report color spaces with more colors than sRGB by name', async () => {
    const adobe = await inSpace('adobe', [0.64, 0.33, 0.21, 0.71, 0.15, 0.06]);
    const rec2020 = await inSpace('rec2020', [0.708, 0.292, 0.17, 0.797, 0.131, 0.046]);
    const own = await inSpace('own', [0.7, 0.3, 0.25, 0.72, 0.14, 0.05]);
    expect(await notesOf(adobe.clone().jpeg(), 'image/jpeg')).toEqual([
      { code: 'wide-gamut', space: 'adobe-rgb' },
    ]);
    expect(await notesOf(adobe.clone().webp(), 'image/webp')).toEqual([
      { code: 'wide-gamut', space: 'adobe-rgb' },
    ]);
    expect(await notesOf(rec2020.png(), 'image/png')).toEqual([{ code: 'wide-gamut', space: 'rec-2020' }]);
    expect(await notesOf(own.png(), 'image/png')).toEqual([{ code: 'wide-gamut', space: 'other' }]);
  });

  it('report CMYK, and whether its own profile converts it', async () => {
    const cmyk = photo().toColorspace('cmyk');
    expect(await notesOf(cmyk.clone().withIccProfile('cmyk').jpeg(), 'image/jpeg')).toEqual([
      { code: 'cmyk', byProfile: true },
    ]);
  });

  it('report a high dynamic range by its code points and by its gain map', async () => {
    const png = await photo().png().toBuffer();
    // Rec. 2020 and PQ, after the header.
    const coded = Buffer.concat([
      png.subarray(0, 33),
      pngChunk('cICP', Buffer.from([9, 16, 0, 1])),
      png.subarray(33),
    ]);
    expect(await fileNotes(new Uint8Array(coded), 'image/png')).toEqual([
      { code: 'hdr' },
      { code: 'wide-gamut', space: 'rec-2020' },
    ]);
    const jpeg = await photo().jpeg().toBuffer();
    const sign = Buffer.from('http://ns.adobe.com/xap/1.0/\0<x hdrgm:Version="1.0"/>', 'latin1');
    const head = Buffer.from([0xff, 0xe1, 0, sign.length + 2]);
    const mapped = Buffer.concat([jpeg.subarray(0, 2), head, sign, jpeg.subarray(2)]);
    expect(await fileNotes(new Uint8Array(mapped), 'image/jpeg')).toEqual([{ code: 'hdr' }]);
  });

  it('report the colors of a PNG once if it has code points and a profile for other programs', async () => {
    const withCodes = async (picture: Sharp, codes: readonly number[]) => {
      const png = await picture.png().toBuffer();
      const chunk = pngChunk('cICP', Buffer.from(codes));
      return fileNotes(
        new Uint8Array(Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)])),
        'image/png',
      );
    };
    const rec2020 = await inSpace('rec2020', [0.708, 0.292, 0.17, 0.797, 0.131, 0.046]);
    expect(await withCodes(rec2020, [9, 13, 0, 1])).toEqual([{ code: 'wide-gamut', space: 'rec-2020' }]);
    // Without a profile, it is finished in sRGB.
    expect(await withCodes(photo(), [12, 13, 0, 1])).toEqual([{ code: 'wide-gamut', space: 'display-p3' }]);
    expect(await withCodes(photo().withIccProfile('p3'), [12, 13, 0, 1])).toEqual([]);
  });

  it('report the depth of a PNG whose profile is damaged', async () => {
    const png = await photo().toColorspace('rgb16').png().toBuffer();
    const profile = pngChunk('iCCP', Buffer.from('own\0\0not compressed', 'latin1'));
    const damaged = Buffer.concat([png.subarray(0, 33), profile, png.subarray(33)]);
    expect(await fileNotes(new Uint8Array(damaged), 'image/png')).toEqual([{ code: 'bit-depth', bits: 16 }]);
  });

  it('are none for a damaged header', async () => {
    const png = new Uint8Array(await photo().png().toBuffer());
    for (const mime of ['image/png', 'image/jpeg', 'image/webp', 'image/avif'] as const)
      for (const length of [0, 9, 40]) expect(await fileNotes(png.slice(0, length), mime)).toEqual([]);
  });
});
