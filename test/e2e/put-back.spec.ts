import { join } from 'node:path';
import sharp from 'sharp';
import { USUAL_DISPLACEMENT } from '../onemin-server/displace.ts';
import { answerDialogs, filesBelow, sample } from './support/app.ts';
import { expect, paidEnv, test } from './support/paid.ts';
import { writePhoto } from './support/photo.ts';

/** 24 megapixels. */
const SIZE = { width: 6000, height: 4000 };

/** Pixels of the color channels, by sharp alone. */
const pixelsOf = (path: string) => sharp(path).removeAlpha().toColorspace('srgb').raw().toBuffer();

/** The only mask in a library: a gray PNG of the photograph's size. */
async function maskIn(folder: string): Promise<Buffer> {
  for (const name of await filesBelow(folder)) {
    if (!name.endsWith('.png')) continue;
    const path = join(folder, name);
    const { width, height, channels } = await sharp(path).metadata();
    if (channels === 1 && width === SIZE.width && height === SIZE.height)
      return sharp(path).extractChannel(0).raw().toBuffer();
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
  const photo = await writePhoto(folder, 'large.png', SIZE);
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
  let [untouched, wrong, changed] = [0, 0, 0];
  for (let at = 0; at < mask.length; at++) {
    const p = at * 3;
    const differs =
      before[p] !== after[p] || before[p + 1] !== after[p + 1] || before[p + 2] !== after[p + 2];
    if (mask[at] === 0) {
      untouched++;
      if (differs) wrong++;
    } else if (differs) changed++;
  }
  expect({ wrong, untouched }).toEqual({ wrong: 0, untouched: outside });
  expect(changed).toBeGreaterThan(0);
  expect(outside).toBeGreaterThan(mask.length * 0.7);
});

test('a result is put back, finished again and viewed raw, by mouse', async ({ start }) => {
  const { bench, page } = await start();
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
  const kind = await page.evaluate(async () => {
    const tree = await window.reseed?.history.tree({ imageId: 1, before: null });
    return tree?.ok ? tree.value.entries[0]?.results[0]?.finished[0]?.finish.recipe.mask.kind : null;
  });
  expect(kind).toBe('drawn');
});
