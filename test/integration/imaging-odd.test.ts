import { readdir, stat } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import {
  cornersOf,
  expectColors,
  imagingAppForTests,
  practiceRequest,
} from '../fixtures/imaging-app/harness.ts';
import { gradient, noise, oddPicture, os2Bmp, redAt, withBytes } from '../fixtures/odd-pictures/index.ts';
import { photo } from '../fixtures/photo.ts';
import * as pictures from '../fixtures/pictures.ts';

/**
 * Irregular pictures of other programs, and outputs at their formats' limits, through the real imaging
 * window.
 */
const app = imagingAppForTests();

/** Converts the picture to PNG, and compares its corners with another decoder's. */
async function expectUpright(
  picture: pictures.TestPicture,
  tolerance: number,
  ofThumbs = tolerance + 4,
): Promise<void> {
  const reference = app.out('reference.png');
  const { width, height } = await sharp(picture.bytes, { failOn: 'none' })
    .autoOrient()
    .removeAlpha()
    .png()
    .toFile(reference);
  const expected = await cornersOf(reference);
  expect([picture.name, (await app.inspect(picture)).value]).toMatchObject([picture.name, { width, height }]);
  for (const size of [256, 1024]) expectColors(await cornersOf(app.thumb(size).path), expected, ofThumbs);
  const out = app.out('whole.png');
  const made = await app.ask({ do: 'convert', picture: await app.place(picture), to: 'image/png', out });
  expect([picture.name, made.value]).toMatchObject([picture.name, { width, height }]);
  expectColors(await cornersOf(out), expected, tolerance);
}

/** Red at the center of a picture's width at a share of its height. */
async function redOf(path: string, share: number): Promise<number> {
  const image = sharp(path, { limitInputPixels: false });
  const { width, height } = await image.metadata();
  const box = { left: width >> 1, top: Math.floor(height * share), width: 1, height: 1 };
  const [red = -1] = await image.removeAlpha().extract(box).raw().toBuffer();
  return red;
}

async function expectGradient(path: string, tolerance = 2): Promise<void> {
  for (const share of [0, 0.25, 0.5, 0.75, 0.99]) {
    const red = await redOf(path, share);
    expect(Math.abs(red - redAt(share)), `${path} at ${share}: ${red}`).toBeLessThanOrEqual(tolerance);
  }
}

describe('orientation', () => {
  test.each([
    ['png-exif6.png', 'image/png'],
    ['cwebp-ori6.webp', 'image/webp'],
    ['ori6.jpg', 'image/jpeg'],
  ] as const)('%s is upright in its thumbnails, size and outputs', async (name, mime) => {
    await expectUpright(await oddPicture(name, mime), 3);
  });

  test.each(['png', 'webp', 'avif'] as const)('all eight orientations of %s', async (format) => {
    for (let orientation = 1; orientation <= 8; orientation++) {
      const bytes = await pictures
        .quarters(320, 240)
        .withMetadata({ orientation })
        .toFormat(format, { quality: 95 })
        .toBuffer();
      await expectUpright({ name: `turn-${orientation}.${format}`, mime: `image/${format}`, bytes }, 4);
    }
  });

  test('an AVIF is rotated by its container alone, regardless of its EXIF', async () => {
    // As required by MIAF 7.3.10.1, and as browsers, libheif and libvips do; applying both would rotate
    // twice.
    const turned = await pictures
      .quarters(320, 240)
      .withMetadata({ orientation: 6 })
      .avif({ quality: 95 })
      .toBuffer();
    await expectUpright({ name: 'both.avif', mime: 'image/avif', bytes: turned }, 4);
    expect(turned.indexOf('Exif')).toBeGreaterThan(0);
    const bytes = Buffer.from(turned);
    // The angle of the box, set to zero.
    bytes[bytes.indexOf('irot') + 4] = 0;
    const picture = { name: 'exif-only.avif', mime: 'image/avif', bytes } as const;
    expect((await app.inspect(picture)).value).toMatchObject({ width: 320, height: 240 });
    expectColors(await cornersOf(app.thumb(256).path), pictures.QUARTERS, 8);
    const asked = await app.ask({ do: 'needsDisplay', picture: await app.place(picture) });
    expect(asked.value).toBe(false);
  });
});

test('detects which pictures the browser shows differently', async () => {
  for (const [name, mime, needsDisplay] of [
    ['cwebp-ori6.webp', 'image/webp', true],
    ['png-exif6.png', 'image/png', true],
    ['icc-gray22.png', 'image/png', true],
    ['jpg-no-eoi.jpg', 'image/jpeg', true],
    ['icc-gray22.jpg', 'image/jpeg', undefined],
    ['ori6.jpg', 'image/jpeg', undefined],
    ['avif-major-mif1.avif', 'image/avif', undefined],
  ] as const) {
    const picture = await oddPicture(name, mime);
    const { value } = await app.inspect(picture);
    expect([name, (value as { needsDisplay?: boolean }).needsDisplay]).toEqual([name, needsDisplay]);
    // Determined from headers, as for pictures imported by older versions.
    const asked = await app.ask({ do: 'needsDisplay', picture: await app.place(picture) });
    expect([name, asked.value]).toEqual([name, needsDisplay ?? false]);
  }
});

describe('files a little off', () => {
  test('a JPEG without its end marker is imported if its picture is complete', async () => {
    const picture = await oddPicture('jpg-no-eoi.jpg', 'image/jpeg');
    await expectUpright(picture, 2);
    // Some cameras pad the file with zeros.
    await expectUpright(withBytes(picture, 'filled-up.jpg', picture.bytes, Buffer.alloc(4096)), 2);
    for (const options of [{}, { progressive: true }, { quality: 100, chromaSubsampling: '4:4:4' }]) {
      const bytes = await photo({ seed: 3, width: 640, height: 480 });
      const whole = await sharp(bytes).jpeg(options).toBuffer();
      // A thumbnail smooths fine grain.
      const name = `no-end-${JSON.stringify(options).replace(/\W+/g, '-')}.jpg`;
      await expectUpright({ name, mime: 'image/jpeg', bytes: whole.subarray(0, -2) }, 3, 40);
    }
  });

  test('a truncated JPEG is refused, wherever it was cut and however it is padded', async () => {
    for (const options of [{}, { progressive: true }]) {
      const bytes = await photo({ seed: 3, width: 640, height: 480 });
      const whole = await sharp(bytes).jpeg(options).toBuffer();
      const cuts = [3, 4, 6, 20, 300, 0.1 * whole.length, 0.5 * whole.length, 0.9 * whole.length];
      for (const cut of cuts.map(Math.floor))
        for (const filler of [Buffer.alloc(0), Buffer.alloc(3000)]) {
          const name = `cut-${cut}-${filler.length}.jpg`;
          const picture = {
            name,
            mime: 'image/jpeg',
            bytes: Buffer.concat([whole.subarray(0, -cut), filler]),
          } as const;
          const { value } = await app.inspect(picture);
          expect([options, name, value]).toMatchObject([options, name, { code: 'picture-damaged' }]);
        }
    }
    expect(await readdir(app.out(''))).toEqual([]);
  });

  test('a GIF with a screen of 0 x 0 shows its first frame', async () => {
    await expectUpright(await oddPicture('gif-screen-0x0.gif', 'image/gif'), 2);
  });

  test('a GIF with a small screen can’t hide a decompression bomb', async () => {
    const picture = await oddPicture('gif-screen-0x0.gif', 'image/gif');
    const bytes = Buffer.from(picture.bytes);
    const frame = bytes.indexOf(Buffer.from([0x2c, 0, 0, 0, 0, 0x40, 1, 0xf0, 0]));
    bytes.writeUInt16LE(60_000, frame + 5);
    bytes.writeUInt16LE(60_000, frame + 7);
    expect((await app.inspect({ ...picture, name: 'bomb.gif', bytes })).value).toMatchObject({
      code: 'picture-too-large',
    });
  });

  test('an OS/2 bitmap is read by its own header', async () => {
    const bytes = os2Bmp(pictures.quarterPixels(320, 240), 320, 240);
    const picture = { name: 'os2.bmp', mime: 'image/bmp', bytes } as const;
    expect((await app.inspect(picture)).value).toMatchObject({ width: 320, height: 240 });
    expectColors(await cornersOf(app.thumb(256).path), pictures.QUARTERS, 6);
  });

  test.each(['avif-major-mif1.avif', 'avif-sequence-msf1.avif'])('%s is an AVIF', async (name) => {
    await expectUpright(await oddPicture(name, 'image/avif'), 3);
  });
});

test('a gray picture has its profile’s shades, in PNG as in JPEG', async () => {
  for (const [name, mime] of [
    ['icc-gray22.png', 'image/png'],
    ['icc-gray22.jpg', 'image/jpeg'],
  ] as const) {
    const picture = await oddPicture(name, mime);
    await expectUpright(picture, 3);
    const { data } = await sharp(app.out('whole.png'))
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const shade = data[20 * 320 * 3 + 20 * 3] ?? -1;
    expect(Math.abs(shade - 110), `${name}: ${shade}`).toBeLessThanOrEqual(1);
  }
});

describe('long pictures', () => {
  test('one of 800 x 40000 keeps its colors to its end, at every size', async () => {
    const picture = await app.place(await gradient(800, 40_000));
    const thumbs = [256, 1024].map(app.thumb);
    const answer = await app.ask({ do: 'inspect', picture, thumbs });
    expect(answer.value).toMatchObject({ width: 800, height: 40_000 });
    // WebP of medium quality: plain sharp is off by three.
    for (const { path } of thumbs) await expectGradient(path, 4);

    for (const [name, change] of Object.entries({
      'whole.png': {},
      'upload.png': { maxPixels: 4_000_000 },
      'edge.png': { maxEdge: 16_000 },
      'small.png': { maxEdge: 900 },
      'nearly.png': { maxPixels: 31_000_000 },
    })) {
      const out = app.out(name);
      const made = await app.ask({ do: 'convert', picture, to: 'image/png', out, ...change });
      const { width, height } = await sharp(out, { limitInputPixels: false }).metadata();
      expect([name, made.value]).toMatchObject([name, { width, height }]);
      await expectGradient(out);
    }
    const out = app.out('edit.png');
    const request = { ...practiceRequest, params: { ...practiceRequest.params, strength: 0 } };
    await app.ask({ do: 'practice', picture, request, out });
    await expectGradient(out);
  });

  test('two of them differ exactly where they should', async () => {
    const one = await gradient(800, 40_000);
    const marked = await sharp(one.bytes)
      .composite([
        {
          input: { create: { width: 800, height: 400, channels: 3, background: '#000' } },
          top: 36_000,
          left: 0,
        },
      ])
      .png()
      .toBuffer();
    const plain = await sharp(one.bytes).png().toBuffer();
    const a = await app.place({ name: 'plain.png', mime: 'image/png', bytes: plain });
    const b = await app.place({ name: 'marked.png', mime: 'image/png', bytes: marked });
    const same = await app.ask({ do: 'compare', a, b: a, findShift: false });
    expect(same.value).toMatchObject({ identical: true });
    const other = await app.ask({ do: 'compare', a, b, findShift: false });
    expect(other.value).toMatchObject({ identical: false });
    expect((other.value as { changedShare: number }).changedShare).toBeCloseTo(0.01, 3);
  });
});

describe('limits of formats', () => {
  test('WebP supports 16,383 pixels per edge: more is refused with the reason, and no file is left', async () => {
    const picture = await app.place(await gradient(40, 20_000));
    const convert = (out: string, change: object = {}) =>
      app.ask({ do: 'convert', picture, to: 'image/webp', out: app.out(out), ...change });
    expect((await convert('whole.webp')).value).toMatchObject({
      code: 'format-too-small',
      reason: 'edge-too-long',
      params: { mime: 'image/webp', max: 16_383, others: ['image/png', 'image/jpeg'] },
    });
    expect((await convert('one-more.webp', { maxEdge: 16_384 })).ok).toBe(false);
    expect(await readdir(app.out(''))).toEqual([]);
    expect((await convert('most.webp', { maxEdge: 16_383 })).value).toMatchObject({ height: 16_383 });
    expect(await sharp(app.out('most.webp')).metadata()).toMatchObject({ height: 16_383 });
  });

  test('a picture longer than a canvas is displayed, and refused at full size by every format', async () => {
    const long = { name: 'long.png', mime: 'image/png', bytes: pictures.blankPng(70_000, 10) } as const;
    expect((await app.inspect(long)).value).toMatchObject({ width: 70_000, height: 10 });
    const picture = await app.place(long);
    for (const to of ['image/png', 'image/jpeg', 'image/webp'] as const) {
      const { value } = await app.ask({ do: 'convert', picture, to, out: app.out('never') });
      expect([to, value]).toMatchObject([to, { code: 'format-too-small' }]);
    }
    const out = app.out('edge.png');
    const made = await app.ask({ do: 'convert', picture, to: 'image/png', out, maxEdge: 60_000 });
    expect(made.value).toMatchObject({ width: 60_000, height: 9 });
    const [red] = await sharp(out).extract({ left: 59_000, top: 4, width: 1, height: 1 }).raw().toBuffer();
    expect(red).toBe(255);
  });

  test('noise of 45 megapixels becomes a PNG of more than 64 MB', async () => {
    const picture = await app.place(await noise(8192, 5500));
    const out = app.out('noise.png');
    const made = await app.ask({ do: 'convert', picture, to: 'image/png', out });
    expect(made.value).toEqual({ width: 8192, height: 5500, mime: 'image/png' });
    const { size } = await stat(out);
    console.log(`noise of 45 megapixels: ${(size / 2 ** 20).toFixed(0)} MB in ${made.ms.toFixed(0)} ms`);
    expect(size).toBeGreaterThan(64 * 1024 * 1024);
    expect(await sharp(out).metadata()).toMatchObject({ width: 8192, height: 5500 });
  });
});
