import { readdir } from 'node:fs/promises';
import type { ImageMime } from '@shared/domain/image.ts';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { cornersOf, expectColors, imagingAppForTests } from '../fixtures/imaging-app/harness.ts';
import * as pictures from '../fixtures/pictures.ts';

/** Every kind of picture, valid and invalid, through the real imaging window in the real Electron. */
const app = imagingAppForTests();

describe('inspect', () => {
  for (const [size, width, height] of [
    ['small', 400, 300],
    ['large', 1600, 1200],
  ] as const)
    test(`reads every format, ${size}`, async () => {
      for (const picture of await pictures.everyFormat(width, height)) {
        const answer = await app.inspect(picture);
        expect([picture.name, answer.value]).toEqual([picture.name, { width, height }]);
        expectColors(await cornersOf(app.thumb(256).path), pictures.QUARTERS, 6);
        expect(await sharp(app.thumb(256).path).metadata()).toMatchObject({
          format: picture.mime === 'image/jpeg' ? 'jpeg' : 'webp',
          width: 256,
          height: 192,
        });
        const large = await sharp(app.thumb(1024).path).metadata();
        // A JPEG is used as its decoder scales it if that is within 3 % of the size.
        const scaled = picture.mime === 'image/jpeg' && width > 1024 ? 1000 : 1024;
        expect(large.width).toBe(Math.min(scaled, width));
      }
    });

  test.each([
    [400, 300],
    [1600, 1200],
  ])('rotates all eight orientations upright, %i x %i', async (width, height) => {
    for (let orientation = 1; orientation <= 8; orientation++) {
      const picture = await pictures.oriented(orientation, width, height);
      const expected = sharp(picture.bytes).autoOrient();
      const upright = app.out(`upright-${orientation}.png`);
      const { width: w, height: h } = await expected.png().toFile(upright);
      const answer = await app.inspect(picture, undefined, [256]);
      expect([orientation, answer.value]).toEqual([orientation, { width: w, height: h }]);
      expectColors(await cornersOf(app.thumb(256).path), await cornersOf(upright), 6);
    }
  });

  test('shows Display P3 in its actual colors', async () => {
    for (const format of ['jpeg', 'png', 'webp'] as const)
      for (const [width, height] of [
        [400, 300],
        [1600, 1200],
      ] as const) {
        const picture = await pictures.displayP3(format, width, height);
        // The stored bytes are very different colors: reading them without the profile would fail.
        const stored = app.out(`stored.${format}`);
        await sharp(picture.bytes, { ignoreIcc: true }).png().toFile(stored);
        const red = (await cornersOf(stored))[0]?.[0] ?? 0;
        expect(Math.abs(red - pictures.QUARTERS[0][0])).toBeGreaterThan(10);
        await app.inspect(picture, undefined, [256]);
        expectColors(await cornersOf(app.thumb(256).path), pictures.QUARTERS, 6);
      }
  });

  test('reads CMYK, transparency, animation, and a single pixel', async () => {
    const cmyk = await pictures.cmyk();
    expect((await app.inspect(cmyk)).value).toEqual({
      width: 400,
      height: 300,
      notes: [{ code: 'cmyk', byProfile: true }],
    });
    const expected = app.out('cmyk.png');
    await sharp(cmyk.bytes).toColorspace('srgb').png().toFile(expected);
    // The two convert out-of-gamut colors differently; ink read as light would be off by 150.
    expectColors(await cornersOf(app.thumb(256).path), await cornersOf(expected), 45);

    await app.inspect(await pictures.transparent());
    const { data } = await sharp(app.thumb(256).path).raw().toBuffer({ resolveWithObject: true });
    expect([data[3], data[255 * 4 + 3]]).toEqual([255, 0]);

    expect((await app.inspect(await pictures.animatedGif())).value).toEqual({ width: 400, height: 300 });
    expectColors(await cornersOf(app.thumb(256).path), pictures.QUARTERS, 6);

    expect((await app.inspect(await pictures.onePixel())).value).toEqual({ width: 1, height: 1 });
    expect(await sharp(app.thumb(1024).path).metadata()).toMatchObject({ width: 1, height: 1 });
  });

  test('reads pictures of extreme aspect ratios', async () => {
    for (const [width, height] of [
      [20_000, 3],
      [3, 20_000],
    ] as const) {
      const long = { name: 'long.png', mime: 'image/png', bytes: pictures.blankPng(width, height) } as const;
      expect((await app.inspect(long)).value).toEqual({ width, height });
      const { width: w = 0, height: h = 0 } = await sharp(app.thumb(1024).path).metadata();
      expect([Math.max(w, h), Math.min(w, h)]).toEqual([1024, 1]);
    }
  });

  test('refuses incomplete pictures, leaves no file, and continues', async () => {
    const bad: [pictures.TestPicture, ImageMime][] = [
      [pictures.emptyFile, 'image/jpeg'],
      [pictures.pdfNamedPng, 'image/png'],
      [pictures.htmlNamedJpg, 'image/jpeg'],
    ];
    for (const picture of await pictures.everyFormat(1600, 1200))
      if (picture.mime) bad.push([pictures.truncated(picture), picture.mime]);
    const turned = await pictures.oriented(6, 1600, 1200);
    bad.push([pictures.truncated(turned, 0.97), 'image/jpeg']);
    for (const [picture, mime] of bad) {
      const answer = await app.inspect(picture, mime);
      expect([picture.name, answer.value]).toMatchObject([picture.name, { code: 'picture-damaged' }]);
      expect(await readdir(app.out(''))).toEqual([]);
    }
    expect((await app.inspect(await pictures.onePixel())).ok).toBe(true);
  });

  test('answers 60 files with flipped bits, each within 2 seconds', async () => {
    const good = await pictures.everyFormat(300, 200);
    let slowest = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const picture = good[seed % good.length];
      if (!picture) throw new Error('No picture.');
      const answer = await app.inspect(pictures.bitFlipped(picture, seed), undefined, [256]);
      if (!answer.ok) expect(answer.value).toMatchObject({ code: expect.stringMatching(/^picture-/) });
      slowest = Math.max(slowest, answer.ms);
    }
    console.log(`bit flips: slowest answer ${slowest.toFixed(0)} ms`);
    expect(slowest).toBeLessThan(8_000);
  });
});

describe('big pictures', () => {
  test('a decompression bomb and a picture of 108 megapixels are refused before decoding', async () => {
    const before = await app.memory();
    for (const picture of [pictures.bomb(), await pictures.tooLarge()]) {
      const answer = await app.inspect(picture);
      expect(answer.value).toMatchObject({ code: 'picture-too-large' });
      expect(answer.ms).toBeLessThan(5_000);
    }
    expect((await app.memory()) - before).toBeLessThan(60_000);
  });

  test('four concurrent pictures of 99 megapixels are imported one at a time', async () => {
    const jpeg = await app.place(await pictures.nearlyTooLarge());
    const png = await app.place({
      name: 'big.png',
      mime: 'image/png',
      bytes: pictures.blankPng(11_500, 8_600),
    });
    const answers = await Promise.all(
      [jpeg, png, png, jpeg].map((picture, i) =>
        app.ask({
          do: 'inspect',
          picture,
          thumbs: [{ size: 256, path: app.out(`${i}.webp`) }],
        }),
      ),
    );
    console.log(`99 megapixels: ${answers.map(({ ms }) => ms.toFixed(0)).join(', ')} ms`);
    for (const answer of answers) expect(answer.value).toEqual({ width: 11_500, height: 8_600 });
  });
});
