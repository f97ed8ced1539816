import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { bandsOf, rowsOfBlock } from '../../src/renderer/imaging/finish/rows.ts';
import type { PixelBlock } from '../../src/renderer/imaging/measure.ts';
import { encodePhotoRows, packsFast } from '../../src/renderer/imaging/png-photo.ts';
import { createRandom } from '../../src/renderer/imaging/practice/random.ts';
import { fc } from '../fixtures/property.ts';

/** Soft shapes with grain, as in a photograph. */
function grainy(seed: number, width: number, height: number): PixelBlock {
  const random = createRandom(seed, 'photo');
  const data = new Uint8ClampedArray(width * height * 4);
  for (let p = 0; p < data.length; p += 4) {
    const [x, y] = [(p / 4) % width, Math.floor(p / 4 / width)];
    const shade = 128 + 100 * Math.sin(x / 31 + seed) * Math.cos(y / 23);
    data.set([shade + random.int(9), shade / 2 + random.int(9), 200 - shade / 3 + random.int(9), 255], p);
  }
  return { width, height, data };
}

async function decoded(file: Blob): Promise<Buffer> {
  return sharp(await file.arrayBuffer())
    .ensureAlpha()
    .raw()
    .toBuffer();
}

function encoded(picture: PixelBlock, each: number): Blob {
  const rows = rowsOfBlock(picture);
  const bands = bandsOf(picture.height, each).map(({ top, height }) => ({
    top,
    height,
    data: rows.rows(top, height),
  }));
  return encodePhotoRows(picture, bands, []);
}

describe('encodePhotoRows', () => {
  it('keeps every pixel, however the rows are divided', async () => {
    const width = fc.integer({ min: 1, max: 40 });
    const height = fc.integer({ min: 1, max: 60 });
    await fc.assert(
      fc.asyncProperty(
        width,
        height,
        fc.integer({ min: 1, max: 70 }),
        fc.nat(1000),
        async (w, h, each, seed) => {
          const picture = grainy(seed, w, h);
          expect((await decoded(encoded(picture, each))).equals(Buffer.from(picture.data))).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keeps a picture of several blocks', async () => {
    const picture = grainy(3, 700, 400);
    const file = encoded(picture, 128);
    expect((await decoded(file)).equals(Buffer.from(picture.data))).toBe(true);
    expect((await sharp(await file.arrayBuffer()).metadata()).channels).toBe(3);
  });
});

describe('packsFast', () => {
  it('is true of grain, which repeats nothing', async () => {
    expect(await packsFast(rowsOfBlock(grainy(1, 600, 400)))).toBe(true);
  });

  it('is false of a pattern, which repeats', async () => {
    const random = createRandom(2, 'tile');
    const tile = Uint8Array.from({ length: 64 * 4 }, (_, i) => (i % 4 === 3 ? 255 : random.int(256)));
    const data = new Uint8ClampedArray(640 * 400 * 4);
    for (let at = 0; at < data.length; at += tile.length) data.set(tile, at);
    expect(await packsFast(rowsOfBlock({ width: 640, height: 400, data }))).toBe(false);
  });
});
