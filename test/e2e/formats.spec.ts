import { readdir, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Locator } from '@playwright/test';
import sharp from 'sharp';
import { quarters } from '../fixtures/pictures.ts';
import { answerDialogs, expect, test } from './support/app.ts';

const file = (name: string) => resolve('test/fixtures/formats/files', name);

test('HEIC, TIFF, JPEG XL and raw files are displayed, edited and exported unchanged', async ({
  start,
  folder,
}) => {
  const { app, bench, page, userData } = await start();
  const names = ['plain.heic', 'pages.tif', 'deep.jxl', 'canon.cr3'];
  await bench.dropPaths(names.map(file));
  await bench.waitForPictures(names.length);
  await expect(page.getByText(/3 pictures aren’t shown in full/).first()).toBeVisible();
  for (const [name, notes] of [
    ['plain.heic', null],
    ['pages.tif', 'page 1 of 3'],
    ['deep.jxl', '8 of 16 bits'],
    ['canon.cr3', 'embedded preview, 80 × 120'],
  ] as const) {
    await bench.picture(name).click();
    const shown = bench.canvas.getByRole('img', { name, exact: true }).first();
    // The display copy at full size, since the large thumbnail would look the same.
    await expect
      .poll(() =>
        shown.evaluate((img: HTMLImageElement) => (img.src.includes('/image/') ? img.naturalWidth : 0)),
      )
      .toBeGreaterThan(0);
    if (notes) await expect(bench.canvas.locator('[data-notes]')).toHaveText(notes);
    else await expect(bench.canvas.locator('[data-notes]')).toHaveCount(0);
  }
  expect((await readdir(join(userData, 'library', 'display'))).length).toBeGreaterThan(0);

  await answerDialogs(app, join(folder, 'saved.cr3'));
  await page.keyboard.press('Control+s');
  await expect(page.getByText(/saved\.cr3/).first()).toBeVisible();
  expect(await readFile(join(folder, 'saved.cr3'))).toEqual(await readFile(file('canon.cr3')));

  await bench.picture('plain.heic').click();
  await bench.run('sepia, please', 4242);
  await bench.waitForPictures(names.length + 1);
});

/** Size of an image element and the colors at the centers of its quarters, as drawn by the page. */
function drawnBy(shown: Locator) {
  return shown.evaluate(async (img: HTMLImageElement) => {
    await img.decode();
    const { naturalWidth: width, naturalHeight: height } = img;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    if (!context) throw new Error('No canvas.');
    context.drawImage(img, 0, 0);
    const at = (x: number, y: number) =>
      Array.from(context.getImageData(Math.floor(width * x), Math.floor(height * y), 1, 1).data.slice(0, 3));
    return { width, height, colors: [at(0.25, 0.25), at(0.75, 0.25), at(0.25, 0.75), at(0.75, 0.75)] };
  });
}

test('pictures that the browser shows differently are displayed as exported', async ({ start, folder }) => {
  const odd = (name: string) => resolve('test/fixtures/odd-pictures', name);
  const paths = ['cwebp-ori6.webp', 'png-exif6.png', 'icc-gray22.png', 'jpg-no-eoi.jpg', 'ori6.jpg'].map(odd);
  for (const orientation of [3, 6, 7]) {
    const path = join(folder, `turn-${orientation}.avif`);
    await quarters(320, 240).withMetadata({ orientation }).avif({ quality: 95 }).toFile(path);
    paths.push(path);
  }
  const { bench } = await start();
  await bench.dropPaths(paths);
  await bench.waitForPictures(paths.length);
  for (const path of paths) {
    const name = basename(path);
    await bench.select(name);
    const shown = bench.canvas.getByRole('img', { name, exact: true }).first();
    await expect
      .poll(() =>
        shown.evaluate((img: HTMLImageElement) => (img.src.includes('/image/') ? img.naturalWidth : 0)),
      )
      .toBeGreaterThan(0);
    const { data, info } = await sharp(path, { failOn: 'none' })
      .autoOrient()
      .toColorspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { width, height, colors } = await drawnBy(shown);
    expect([name, width, height]).toEqual([name, info.width, info.height]);
    for (const [at, [x, y]] of (
      [
        [0.25, 0.25],
        [0.75, 0.25],
        [0.25, 0.75],
        [0.75, 0.75],
      ] as const
    ).entries()) {
      const start = (Math.floor(height * y) * width + Math.floor(width * x)) * info.channels;
      const wanted = [0, 1, 2].map((channel) => data[start + channel] ?? -1);
      const far = wanted.map((value, channel) => Math.abs(value - (colors[at]?.[channel] ?? -99)));
      expect(Math.max(...far), `${name}: ${colors[at]} for ${wanted}`).toBeLessThanOrEqual(4);
    }
  }
});
