import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { readStoredSize } from '../../src/renderer/imaging/header.ts';
import { readJpegSize } from '../../src/renderer/imaging/jpeg-header.ts';
import * as pictures from '../fixtures/pictures.ts';

describe('readStoredSize', () => {
  test('reads every format', async () => {
    for (const { name, mime, bytes } of await pictures.everyFormat(1600, 1200)) {
      if (!mime) throw new Error('No picture.');
      expect([name, readStoredSize(bytes, mime)]).toMatchObject([name, { width: 1600, height: 1200 }]);
    }
  });

  test('reads lossless, transparent and animated WebP, progressive JPEG, and a decompression bomb', async () => {
    const { bytes } = await pictures.transparent();
    for (const options of [{ lossless: true }, { quality: 50 }, { nearLossless: true }])
      expect(readStoredSize(await sharp(bytes).webp(options).toBuffer(), 'image/webp')).toMatchObject({
        width: 400,
        height: 300,
      });
    const animated = await sharp((await pictures.animatedGif()).bytes, { animated: true })
      .webp()
      .toBuffer();
    expect(readStoredSize(animated, 'image/webp')).toMatchObject({ width: 400, height: 300 });
    const progressive = await pictures.quarters(77, 33).jpeg({ progressive: true }).toBuffer();
    expect(readStoredSize(progressive, 'image/jpeg')).toEqual({ width: 77, height: 33 });
    expect(readStoredSize(pictures.bomb().bytes, 'image/png')).toMatchObject({
      width: 30_000,
      height: 30_000,
    });
  });

  test('throws for a file of another type', async () => {
    const all = await pictures.everyFormat();
    for (const { bytes } of all)
      for (const { mime } of all)
        if (mime && all.find((each) => each.mime === mime)?.bytes !== bytes)
          expect(() => readStoredSize(bytes, mime)).toThrow();
    for (const { bytes } of [pictures.emptyFile, pictures.pdfNamedPng, pictures.htmlNamedJpg])
      for (const { mime } of all) if (mime) expect(() => readStoredSize(bytes, mime)).toThrow();
  });
});

describe('readJpegSize', () => {
  const frame = (height: number, width: number) => [
    0xff,
    0xc0,
    0,
    17,
    8,
    height >> 8,
    height & 255,
    width >> 8,
    width & 255,
  ];

  test('skips segments, fill bytes, and stray bytes like decoders', () => {
    const comment = [0xff, 0xfe, 0, 11, ...frame(1, 1)];
    const bytes = [0xff, 0xd8, ...comment, 0xff, 0xff, 0xff, 0x01, 7, 7, 7, ...frame(300, 400)];
    expect(readJpegSize(new Uint8Array(bytes))).toEqual({ width: 400, height: 300 });
  });

  test('throws quickly if there is no frame header before the image', () => {
    expect(() => readJpegSize(new Uint8Array([0xff, 0xd8, 0xff, 0xda, ...frame(3, 4)]))).toThrow();
    expect(() => readJpegSize(new Uint8Array([0xff, 0xd8, ...frame(3, 4).slice(0, 7)]))).toThrow();
    const rubbish = new Uint8Array(50_000_000).fill(0x55);
    rubbish.set([0xff, 0xd8, 0xff, 0xe0, 0, 2]);
    const began = performance.now();
    expect(() => readJpegSize(rubbish)).toThrow();
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});
