import { MAX_FILE_BYTES } from '@shared/domain/image.ts';
import sharp from 'sharp';
import { describe, expect, test, vi } from 'vitest';
import type { PictureFile } from '../../src/main/ports.ts';
import { foreignPicture } from '../fixtures/formats/index.ts';
import { memoryOf } from '../fixtures/imaging-app/driver.ts';
import { imagingAppForTests } from '../fixtures/imaging-app/harness.ts';
import { memoryGrowth } from '../fixtures/imaging-app/memory-growth.ts';
import type { Answer, State } from '../fixtures/imaging-app/protocol.ts';
import { largeRaw, largeTiff } from '../fixtures/large-pictures.ts';
import * as pictures from '../fixtures/pictures.ts';

/** Files of photographers' sizes through the real imaging window, and their memory use. */
const app = imagingAppForTests();
vi.setConfig({ testTimeout: 180_000 });

const MEGABYTE = 1024 * 1024;

const grown = (work: () => Promise<Answer[]>) => memoryGrowth(app, work);

describe('large files', () => {
  test('a TIFF of 24 megapixels and 16 bits takes less than four times its size, and four hardly more', async () => {
    const picture = largeTiff(6000, 4000);
    expect(picture.bytes.length).toBeGreaterThan(137 * MEGABYTE);
    const file = await app.place(picture);
    // Load its decoder and the window first.
    await app.inspect(largeTiff(60, 40));
    const inspect = (place: number) => {
      const thumbs = [{ size: 256, path: app.out(`${place}.webp`) }];
      return app.ask({ do: 'inspect', picture: file, thumbs });
    };
    const one = await grown(async () => [await inspect(0)]);
    const four = await grown(() => Promise.all([1, 2, 3, 4].map(inspect)));
    for (const { value } of [...one.answers, ...four.answers])
      expect(value).toMatchObject({ width: 6000, height: 4000, notes: [{ code: 'bit-depth', bits: 16 }] });
    const middle = await sharp(app.out('0.webp'))
      .extract({ left: 128, top: 85, width: 1, height: 1 })
      .raw()
      .toBuffer();
    expect(Math.abs((middle[0] ?? 0) - 128)).toBeLessThanOrEqual(3);
    console.log(
      `TIFF of 144 MB: one grew by ${one.growth} MB in ${one.answers[0]?.ms.toFixed(0)} ms, four at a time by ${four.growth} MB`,
    );
    expect(one.growth).toBeLessThan(4 * 144);
    expect(four.growth).toBeLessThan(one.growth + 144);
  });

  test('a raw file of 60 MB with a preview of 45 megapixels takes its size and its pixels', async () => {
    const file = await app.place(await largeRaw(8192, 5464, 60 * MEGABYTE));
    const { answers, growth } = await grown(async () => [
      await app.ask({ do: 'inspect', picture: file, thumbs: [app.thumb(256)] }),
    ]);
    expect(answers[0]?.value).toMatchObject({
      notes: [{ code: 'embedded-preview', width: 8192, height: 5464 }],
    });
    console.log(`raw of 60 MB: grew by ${growth} MB in ${answers[0]?.ms.toFixed(0)} ms`);
    expect(growth).toBeLessThan(2 * (60 + 180));
  });

  test('the largest importable file is read within its time limit', async () => {
    const file = await app.place(await largeRaw(3000, 2000, MAX_FILE_BYTES));
    const { answers, growth } = await grown(async () => [
      await app.ask({ do: 'inspect', picture: file, thumbs: [app.thumb(256)] }),
    ]);
    expect(answers[0]?.value).toMatchObject({ width: 3000, height: 2000 });
    console.log(`raw of 512 MB: grew by ${growth} MB in ${answers[0]?.ms.toFixed(0)} ms`);
    expect(growth).toBeLessThan(1200);
  });

  test.each(['plain.heic', 'deep.jxl', 'lzw.tif', 'canon.cr3'])(
    'the decoder of %s takes less than 64 MB',
    async (name) => {
      const fresh = await app.another({});
      try {
        const file = await app.place(await foreignPicture(name));
        const memory = async () => memoryOf(((await fresh.ask({ do: 'state' })).value as State).pids);
        const inspect = async (picture: PictureFile) =>
          (await fresh.ask({ do: 'inspect', picture, thumbs: [{ size: 256, path: app.out('thumb.webp') }] }))
            .ok;
        // Its window is open, and has decoded something.
        expect(await inspect(await app.place(await pictures.onePixel()))).toBe(true);
        const before = await memory();
        expect(await inspect(file)).toBe(true);
        const growth = Math.round(((await memory()) - before) / 1024);
        console.log(`${name}: its decoder took ${growth} MB`);
        expect(growth).toBeLessThan(64);
      } finally {
        await fresh.close();
      }
    },
  );
});
