import { join } from 'node:path';
import sharp from 'sharp';
import { USUAL_DISPLACEMENT } from '../onemin-server/displace.ts';
import { answerDialogs, filesBelow, sample } from './support/app.ts';
import { newestEntry } from './support/entries.ts';
import { expect, paidEnv, test } from './support/paid.ts';
import { LARGE, writePhoto } from './support/photo.ts';
import { countPixels, maskPixels, pixelsOf } from './support/pixels.ts';

/** The only mask in a library: a gray PNG of the photograph's size. */
async function maskIn(folder: string): Promise<Buffer> {
  for (const name of await filesBelow(folder)) {
    if (!name.endsWith('.png')) continue;
    const path = join(folder, name);
    const { width, height, channels } = await sharp(path).metadata();
    if (channels === 1 && width === LARGE.width && height === LARGE.height) return maskPixels(path);
  }
  throw new Error('no mask');
}

test('a photograph of 24 megapixels receives only the change, by keyboard, and all other pixels are identical', async ({
  start,
  api,
  folder,
}) => {
  test.setTimeout(480_000);
  api.settings.displacement = USUAL_DISPLACEMENT;
  // Lossless, so that every decoder reads the same pixels.
  const photo = await writePhoto(folder, 'large.png', LARGE);
  const running = await start({ env: paidEnv(api) });
  const { app, bench, page, userData } = running;
  await bench.dropPaths([photo]);
  await bench.waitForPictures(1);
  await bench.run('a red ball at the top right', 7);
  await bench.waitForPictures(2);
  await expect(bench.canvas.getByRole('button', { name: 'Put back' })).toBeVisible();

  await page.keyboard.press('k');
  const seal = bench.canvas.locator('[data-certificate="untouched"]');
  await expect(seal).toBeVisible({ timeout: 300_000 });
  await expect(seal).toHaveAttribute('data-outside-changed', '0');
  const outside = Number(await seal.getAttribute('data-outside'));
  expect(api.bills).toHaveLength(1);

  const saved = join(folder, 'finished.png');
  await answerDialogs(app, saved);
  await page.keyboard.press('Control+s');
  await expect(page.getByText(/finished\.png/).first()).toBeVisible();
  const [before, after, mask] = await Promise.all([pixelsOf(photo), pixelsOf(saved), maskIn(userData)]);
  expect(after.length).toBe(before.length);
  const counts = countPixels(before, after, mask);
  expect(counts).toMatchObject({ outside, outsideChanged: 0 });
  expect(counts.insideChanged).toBeGreaterThan(0);
  expect(outside).toBeGreaterThan(mask.length * 0.7);
});

test('a result is put back, finished again and viewed raw, by mouse', async ({ start }) => {
  const running = await start();
  const { bench, page } = running;
  await bench.dropPaths([sample('astronaut.png')]);
  await bench.waitForPictures(1);
  await bench.run('a red ball at the top right', 7);
  await bench.waitForPictures(2);
  await bench.canvas.getByRole('button', { name: 'Put back' }).click();
  const seal = bench.canvas.locator('[data-certificate="untouched"]');
  await expect(seal).toBeVisible({ timeout: 120_000 });
  await bench.canvas.getByRole('button', { name: 'Finish again' }).click();
  const panel = bench.canvas.getByRole('group', { name: 'Finish again' });
  await panel.getByRole('slider', { name: 'Blend' }).fill('0.5');
  await panel.getByRole('button', { name: 'Keep as new version' }).click();
  await bench.waitForPictures(4);
  await bench.entries('a red ball at the top right').first().click();
  const details = bench.history.getByRole('group', { name: 'Selected edit' });
  await expect(details.getByRole('button', { name: 'Version 2' })).toHaveAttribute('aria-pressed', 'true');
  await details.getByRole('button', { name: 'As it came back' }).click();
  await expect(bench.canvas.getByRole('button', { name: 'Put back' })).toBeVisible();

  await panel.getByRole('button', { name: 'Find what changed' }).click();
  await expect(panel.getByText('of the picture changed')).toBeVisible({ timeout: 120_000 });
  await expect(bench.tools).toBeVisible();

  // The found mask on the canvas, in black and white, and painted on.
  await page.evaluate(() => window.reseed?.settings.set({ maskLook: 'mask' }));
  await page.keyboard.press('w');
  await expect(bench.tool('Brush')).toHaveAttribute('aria-pressed', 'true', { timeout: 120_000 });
  const shareOfWhite = async () => {
    const { x, y, width, height } = await bench.pictureBox();
    const clip = { x: x + width / 2, y, width: width / 2, height: height / 2 };
    const data = await sharp(await page.screenshot({ clip }))
      .greyscale()
      .raw()
      .toBuffer();
    return data.reduce((count, value) => count + (value > 200 ? 1 : 0), 0) / data.length;
  };
  // The ball is in this quarter of the picture.
  await expect.poll(shareOfWhite).toBeGreaterThan(0.02);
  const found = await shareOfWhite();
  await bench.draw([
    [0.6, 0.4],
    [0.9, 0.42],
  ]);
  await expect.poll(shareOfWhite).toBeGreaterThan(found + 0.01);
  await panel.getByRole('button', { name: 'Keep as new version' }).click();
  await bench.waitForPictures(5);
  const entry = await newestEntry(running);
  expect(entry?.results[0]?.finished[0]?.finish.recipe.mask.kind).toBe('drawn');
});
