import sharp from 'sharp';
import { expect, paidEnv, test } from './support/paid.ts';
import { writePhoto } from './support/photo.ts';

test('a background is removed without a prompt, and a masked part is changed', async ({
  start,
  api,
  folder,
}) => {
  const photo = await writePhoto(folder, 'photo.jpg', { width: 600, height: 400 });
  const { bench, page } = await start({ env: paidEnv(api) });
  await bench.dropPaths([photo]);
  await bench.waitForPictures(1);
  const model = bench.edit.getByRole('combobox', { name: 'Model' });

  await model.selectOption('stable-image-remove-background');
  await expect(bench.edit.getByText('Stable Image, remove background can’t take a prompt.')).toBeVisible();
  await expect(bench.prompt).toHaveCount(0);
  await bench.runEdit.click();
  await bench.waitForPictures(2);
  expect(api.bills).toHaveLength(1);
  await expect(bench.entries('Stable Image, remove background').first()).toBeVisible();

  // Without a mask, the run is refused in words.
  await page.keyboard.press('Escape');
  await bench.library.getByRole('gridcell').last().click();
  await model.selectOption('stable-image-remove-object');
  await expect(bench.edit.getByText(/changes what a mask covers/)).toBeVisible();
  await bench.runEdit.click();
  await expect(bench.edit.getByRole('alert')).toContainText('Paint a mask on the picture.');
  expect(api.bills).toHaveLength(1);

  await bench.tool('Brush').click();
  await bench.draw([
    [0.4, 0.4],
    [0.5, 0.5],
    [0.55, 0.42],
  ]);
  await expect(bench.facts).toContainText('of the picture may change');
  await bench.edit.getByRole('combobox', { name: 'Comes back as' }).selectOption('original');
  await bench.runEdit.click();
  await expect.poll(() => api.bills.length).toBe(2);
  const sent = api.requests.filter(({ path }) => path === '/api/features').at(-1);
  const { promptObject } = JSON.parse(sent?.body.toString() ?? '{}');
  const assets = new Map(api.assets.map((asset) => [asset.path, asset]));
  const [source, mask] = [assets.get(promptObject.imageUrl), assets.get(promptObject.maskUrl)];
  if (!source || !mask) throw new Error('a picture was not uploaded');
  const [size, maskSize] = [await sharp(source.bytes).metadata(), await sharp(mask.bytes).metadata()];
  expect([maskSize.width, maskSize.height]).toEqual([size.width, size.height]);
  const { dominant, channels } = await sharp(mask.bytes).stats();
  expect(dominant.r).toBeLessThan(64);
  expect(channels[0]?.max).toBe(255);
  await expect(bench.entries('Stable Image, remove object').first()).toBeVisible();
  expect(api.violations).toEqual([]);
});
