import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, test } from './support/app.ts';

const file = (name: string) => resolve('test/fixtures/formats/files', name);

test('HEIC, TIFF, JPEG XL and raw files are shown, edited and saved as they came', async ({
  start,
  folder,
}) => {
  const { app, bench, page, userData } = await start();
  const names = ['plain.heic', 'pages.tif', 'deep.jxl', 'canon.cr3'];
  await bench.dropPaths(names.map(file));
  await bench.waitForPictures(names.length);
  await expect(page.getByText(/3 pictures show less than their files hold/).first()).toBeVisible();
  for (const [name, notes] of [
    ['plain.heic', null],
    ['pages.tif', 'page 1 of 3'],
    ['deep.jxl', '8 of 16 bits'],
    ['canon.cr3', 'embedded preview, 80 × 120'],
  ] as const) {
    await bench.picture(name).click();
    const shown = bench.canvas.getByRole('img', { name, exact: true }).first();
    // The display copy, whole: the large thumbnail would do for the eye only.
    await expect
      .poll(() =>
        shown.evaluate((img: HTMLImageElement) => (img.src.includes('/image/') ? img.naturalWidth : 0)),
      )
      .toBeGreaterThan(0);
    if (notes) await expect(bench.canvas.locator('[data-notes]')).toHaveText(notes);
    else await expect(bench.canvas.locator('[data-notes]')).toHaveCount(0);
  }
  expect((await readdir(join(userData, 'library', 'display'))).length).toBeGreaterThan(0);

  await app.evaluate(
    ({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    },
    join(folder, 'saved.cr3'),
  );
  await page.keyboard.press('Control+s');
  await expect(page.getByText(/saved\.cr3/).first()).toBeVisible();
  expect(await readFile(join(folder, 'saved.cr3'))).toEqual(await readFile(file('canon.cr3')));

  await bench.picture('plain.heic').click();
  await bench.run('sepia, please', 4242);
  await bench.waitForPictures(names.length + 1);
});
